import { redirect } from 'react-router'
import { type Handle, withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Beam } from '#app/ui/beam.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { heardOnShift } from '../heard/heard.server.ts'
import { HeardLines } from '../heard/heard-lines.tsx'
import { PrintButton } from '../heard/print-button.tsx'
import { useShiftTime } from '../turf/shift-time.tsx'
import type { Route } from './+types/debrief.route.ts'
import { findOutcome, listPaces } from './because.server.ts'
import { BecauseLines } from './because-lines.tsx'
import { canSettle } from './can-settle.ts'
import { listDoorsToCorrect, putDoorRight } from './correct-doors.server.ts'
import { CorrectDoors } from './correct-doors.tsx'
import { DebriefAct } from './debrief.schema.ts'
import {
  countPromisesLeft,
  type DebriefShift,
  findDebriefShift,
  listDrafts,
  listKeepers,
  listPromises,
  setPromise,
} from './debrief.server.ts'
import { listNamed, listNamedDoors } from './named.server.ts'
import { NamedPeople } from './named-people.tsx'
import { callNextShift } from './next-shift.server.ts'
import { NextShift } from './next-shift.tsx'
import { PairPaces } from './pair-paces.tsx'
import { Promises, PromisesMade } from './promises.tsx'

/** One page for when everybody is back, on a phone or on paper. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const shiftId = requireUuid(params.shiftId)
  return withPage(context, 'self', async (db) => {
    const shift = await findDebriefShift(db, shiftId)
    return {
      shift,
      today: db.today,
      isOver: Date.parse(shift.startsAt) < Date.parse(db.now),
      outcome: await findOutcome(db, shiftId),
      pairs: shift.leads ? await listPaces(db, shiftId) : null,
      drafts: shift.leads ? await listDrafts(db, shiftId) : [],
      said: shift.reads ? await findSaid(db, shift) : null,
      named: shift.reads ? await listNamed(db, shiftId) : await listNamedDoors(db, shiftId),
      promisesLeft: shift.reads ? 0 : await countPromisesLeft(db, shiftId),
      ...(await findDoors(db, shift)),
      heard: await heardOnShift(db, shiftId),
      maySeeShift: db.actor.can('turf.assign', shift.bodyId),
    }
  })
}

/** Words somebody wrote down at a door: for those who read them in the file anyway, whoever led. */
async function findSaid(db: Handle, shift: DebriefShift) {
  return {
    promises: await listPromises(db, shift.id),
    keepers: await listKeepers(db, shift.bodyId),
  }
}

async function findDoors(db: Handle, { id, bodyId, reads }: DebriefShift) {
  const keepsDoors = db.actor.can('buildings.write', bodyId)
  const doors = await listDoorsToCorrect(db, id)
  return {
    keepsDoors,
    doors: doors.map((door) => ({ ...door, maySettle: reads && canSettle(door.why, keepsDoors) })),
  }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const shiftId = requireUuid(params.shiftId)
  const form = await parseForm(request, DebriefAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  if (act.intent === 'next') {
    const nextId = await withActor(context, 'turf.assign', (db) => callNextShift(db, shiftId))
    throw redirect(`/turf/${nextId}`)
  }
  await withActor(context, 'follow_ups.read', (db) =>
    act.intent === 'putRight' ? putDoorRight(db, shiftId, act) : setPromise(db, shiftId, act),
  )
  return null
}

export default function DebriefPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const shiftTime = useShiftTime()
  const format = useFormat()
  const { shift, outcome, pairs, drafts, said, promisesLeft, heard, today, maySeeShift, isOver } = loaderData
  const toCorrect = loaderData.doors
  const doors = outcome?.doors ?? 0
  const talks = outcome?.talks ?? 0
  return (
    <Page
      title={i18n._('debrief.title')}
      beam={
        <Beam
          total={doors}
          parts={[
            { fill: 'solid', count: talks },
            { fill: 'striped', count: doors - talks },
          ]}
          text={i18n._('debrief.sentence', { doors, talks })}
        />
      }
      lead={
        <>
          {shiftTime(shift)} · <bdi>{shift.place}</bdi> · <bdi>{shift.bodyName}</bdi>
          {shift.lead && (
            <>
              {' '}
              · {i18n._('turf.lead')}: <bdi>{shift.lead}</bdi>
            </>
          )}
        </>
      }
      actions={
        <>
          {maySeeShift && <LinkButton to={`/turf/${shift.id}`}>{i18n._('debrief.toShift')}</LinkButton>}
          <PrintButton />
        </>
      }
    >
      {pairs && (
        <Section title={i18n._('debrief.pairs')}>
          <PairPaces pairs={pairs} />
        </Section>
      )}
      {drafts.length > 0 && (
        <Section title={i18n._('debrief.drafts')}>
          <ul>
            {drafts.map(({ accountId, name, drafts: count }) => (
              <li key={accountId} className="border-b border-hair py-2">
                ✎ {i18n._('debrief.draftsOf', { count, name })}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={i18n._('debrief.promises')}>
        {said ? (
          <Promises
            promises={said.promises}
            keepers={said.keepers}
            today={today}
            result={actionData ?? undefined}
          />
        ) : (
          <PromisesMade made={outcome?.promises ?? 0} kept={outcome?.kept ?? 0} left={promisesLeft} />
        )}
      </Section>
      <Section title={i18n._('debrief.doors')}>
        <CorrectDoors doors={toCorrect} keepsDoors={loaderData.keepsDoors} />
      </Section>
      <Section title={i18n._('debrief.named')}>
        <NamedPeople named={loaderData.named} />
      </Section>
      <Section title={i18n._('heardPage.title')}>
        <HeardLines heard={heard} />
        {said && (
          <p className="mt-3 print:hidden">
            <LinkButton to={`/union/${shift.bodyId}/heard`}>{i18n._('heardPage.ofBody')}</LinkButton>
          </p>
        )}
      </Section>
      {outcome && (
        <Section title={i18n._('because.title')}>
          <BecauseLines outcome={outcome} />
        </Section>
      )}
      {maySeeShift && isOver && !shift.calledOffAt && (
        <div className="print:hidden">
          <Section title={i18n._('debrief.next')}>
            <NextShift />
          </Section>
        </div>
      )}
      <p className="mt-8 hidden border-t border-hair pt-3 text-hint print:block">
        {shift.id.slice(-6)} · {format.day(today, 'plain')} · {loaderData.shell.personName}
      </p>
    </Page>
  )
}
