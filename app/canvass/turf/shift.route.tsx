import { Link, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { isUuid, requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { nameLanguages } from '#app/people/name-languages.ts'
import { Beam } from '#app/ui/beam.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { findOutcome } from '../debrief/because.server.ts'
import { BecauseLines } from '../debrief/because-lines.tsx'
import { languages } from '../lists.ts'
import type { Route } from './+types/shift.route.ts'
import { BringBack } from './bring-back.tsx'
import { bringBack, whatComesBack } from './called-off.server.ts'
import { ChooseDoors, GiveDoors } from './give-doors.tsx'
import {
  countShiftDoors,
  findTurfPlace,
  giveTurf,
  isAnythingToGive,
  listGivenTurf,
  searchTurfPlaces,
  takeBack,
} from './given-turf.server.ts'
import { GivenTurfTable } from './given-turf.tsx'
import { findGivenTwice } from './given-twice.server.ts'
import { LanguageNames } from './language-names.tsx'
import { findLeftOut } from './left-out.server.ts'
import { ShiftLeftOut } from './left-out.tsx'
import { addPair, listPairs, putInPair, removePair, setLanguages } from './pairs.server.ts'
import { PairsSection } from './pairs-section.tsx'
import { ShiftAct } from './shift.schema.ts'
import { useShiftTime } from './shift-time.tsx'
import { findShift, listColleagues } from './shifts.server.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams
  const buildingId = asked.get('building')
  const search = asked.get('q')?.trim() ?? ''
  return withPage(context, 'turf.assign', async (db) => {
    const shift = await findShift(db, requireUuid(params.shiftId))
    if (!shift) throw notFound()
    const place = isUuid(buildingId) ? await findTurfPlace(db, shift, buildingId) : null
    const hasEnded = Date.parse(shift.endsAt) < Date.now()
    const isOver = shift.calledOffAt !== null || hasEnded
    return {
      languageNames: nameLanguages(resolveLocale(request.headers), languages),
      shift,
      hasBegun: shift.calledOffAt === null && Date.parse(shift.startsAt) < Date.now(),
      outcome: await findOutcome(db, shift.id),
      isOver,
      nobodys: isOver ? null : await findLeftOut(db, shift),
      comesBack: shift.calledOffAt && !hasEnded ? await whatComesBack(db, shift.id) : null,
      people: await listPairs(db, shift),
      given: await listGivenTurf(db, shift.id),
      twice: isOver ? [] : await findGivenTwice(db, shift),
      counts: await countShiftDoors(db, shift.id),
      place,
      colleagues: place ? await listColleagues(db, shift.bodyId) : [],
      search,
      places: place ? [] : await searchTurfPlaces(db, shift.bodyId, search),
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const shiftId = requireUuid(params.shiftId)
  const form = await parseForm(request, ShiftAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  const hasNone = await withActor(context, 'turf.assign', async (db) => {
    if (act.intent === 'give') {
      if (!(await isAnythingToGive(db, shiftId, act))) return true
      await giveTurf(db, shiftId, act)
    } else if (act.intent === 'takeBack') {
      for (const assignmentId of act.assignmentIds) await takeBack(db, shiftId, assignmentId)
    } else if (act.intent === 'bringBack') await bringBack(db, shiftId)
    else if (act.intent === 'addPair') await addPair(db, shiftId, act.people)
    else if (act.intent === 'removePair') await removePair(db, shiftId, act.pairId)
    else if (act.intent === 'putInPair') await putInPair(db, shiftId, act)
    else await setLanguages(db, shiftId, act)
    return false
  })
  if (hasNone) return invalid(refuse(form.values, 'floors', 'turf.allLeftOut'))
  throw redirect(`/turf/${shiftId}`)
}

export default function ShiftPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const shiftTime = useShiftTime()
  const format = useFormat()
  const { shift, hasBegun, outcome, isOver, people, given, twice, place, colleagues, search, places } =
    loaderData
  const { doors, knocked } = loaderData.counts
  return (
    <Page
      title={shiftTime(shift)}
      beam={
        <Beam
          total={doors}
          parts={[{ fill: 'solid', count: knocked }]}
          text={i18n._('turf.sentence', { knocked, doors })}
        />
      }
      lead={
        <>
          <bdi>{shift.place}</bdi> · <bdi>{shift.bodyName}</bdi>
          {shift.lead && (
            <>
              {' '}
              · {i18n._('turf.lead')}: <bdi>{shift.lead}</bdi>
            </>
          )}
          {shift.backBy && <> · {i18n._('turf.backByTime', { time: format.time(shift.backBy) })}</>}
          {shift.calledOffAt && (
            <>
              {' '}
              <StatusChip>{i18n._('turf.calledOff')}</StatusChip>
            </>
          )}
        </>
      }
      actions={
        <>
          {hasBegun && <LinkButton to={`/turf/${shift.id}/debrief`}>{i18n._('debrief.title')}</LinkButton>}
          {!isOver && (
            <>
              <LinkButton to={`/turf/${shift.id}/board`} variant={doors > 0 ? 'main' : 'plain'}>
                {i18n._('board.title')}
              </LinkButton>
              <LinkButton to={`/turf/${shift.id}/edit`}>{i18n._('turf.edit')}</LinkButton>
              <LinkButton to={`/turf/${shift.id}/plan`} variant={doors > 0 ? 'plain' : 'main'}>
                {i18n._('plan.share')}
              </LinkButton>
            </>
          )}
        </>
      }
    >
      {loaderData.comesBack && <BringBack {...loaderData.comesBack} />}
      {!isOver && (
        <div id="pairs" className="scroll-mt-4">
          <Section title={i18n._('pair.title')}>
            <LanguageNames names={loaderData.languageNames}>
              <PairsSection {...people} />
            </LanguageNames>
          </Section>
        </div>
      )}
      <div id="given" className="scroll-mt-4">
        <Section title={i18n._('turf.whoHasWhat')}>
          {twice.map((other) => (
            <p key={other.id} className="mb-3 max-w-reading rounded-control bg-amber-tint px-3 py-2">
              △ {i18n._('turf.givenTwice', { doors: other.doors })}{' '}
              <Link to={`/turf/${other.id}#given`} className="text-enamel underline underline-offset-4">
                {shiftTime(other)}
              </Link>{' '}
              · <bdi>{other.place}</bdi>
            </p>
          ))}
          <GivenTurfTable given={given} isOver={isOver} />
          {loaderData.nobodys && <ShiftLeftOut shiftId={shift.id} {...loaderData.nobodys} />}
        </Section>
      </div>
      {isOver && outcome && outcome.doors > 0 && (
        <Section title={i18n._('because.title')}>
          <BecauseLines outcome={outcome} />
        </Section>
      )}
      {!isOver && (
        <div id="give" className="scroll-mt-4">
          <Section title={i18n._('turf.give')}>
            {place ? (
              <GiveDoors
                key={place.buildingId}
                shiftId={shift.id}
                place={place}
                colleagues={colleagues}
                result={actionData?.values.intent === 'give' ? actionData : undefined}
              />
            ) : (
              <ChooseDoors places={places} search={search} />
            )}
          </Section>
        </div>
      )}
    </Page>
  )
}
