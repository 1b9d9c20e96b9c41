import { Form, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { nameLanguages } from '#app/people/name-languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { refusalOf } from '../../sync/refusal-of.ts'
import { refusals } from '../../sync/sync.schema.ts'
import { LanguageNames } from '../language-names.tsx'
import { RefusedWords } from '../refused-words.tsx'
import type { Route } from './+types/by-hand.route.ts'
import { asideReasons, ByHand, handProblems } from './by-hand.schema.ts'
import { actByHand, daysOf, findDoor, listPlaces, requireWaiting } from './by-hand.server.ts'
import { KnockByHand } from './knock-by-hand.tsx'
import { readAct } from './read-act.ts'

const whyKey = keysFor('look.why', refusals)
const problemKey = keysFor('look.hand', handProblems)
const asideKey = keysFor('look.aside', asideReasons)

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('building')
  return withPage(context, 'turf.assign', async (db) => {
    const waiting = await requireWaiting(db, requireUuid(params.id))
    const { id, personName, code, payload, at, day, buildingId } = waiting
    const read = readAct(payload)
    const door = await findDoor(db, read.kind === 'knock' ? read.unitId : null)
    const building = asked ? requireUuid(asked) : (door?.buildingId ?? buildingId)
    const places = await listPlaces(db, building)
    const languageNames = nameLanguages(
      resolveLocale(request.headers),
      read.kind === 'knock' ? (read.said.languages ?? []) : [],
    )
    return {
      languageNames,
      act: { id, personName, code, payload, at, day },
      read,
      door,
      building,
      places,
      days: daysOf(db, waiting),
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = requireUuid(params.id)
  const form = await parseForm(request, ByHand)
  if (!form.ok) return invalid(form)
  try {
    const done = await withActor(context, 'turf.assign', (db) => actByHand(db, context, id, form.data))
    if (!done.ok) return invalid(refuse(form.values, done.field, problemKey(done.why)))
    return redirect(`/doors/needs-a-look?did=${done.did}`)
  } catch (error) {
    if (!refusalOf(error)) throw error
    return invalid(refuse(form.values, 'root', problemKey('refused')))
  }
}

/** One refused act: why, what it says, and what can be done with it. */
export default function ByHandPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { act, read, places, building } = loaderData
  const who = act.personName ?? i18n._('look.someone')
  const reason = refusals.find((code) => code === act.code) ?? 'refused'
  const errors = Object.entries(actionData?.errors ?? {}).map(([name, { message }]) => ({ name, message }))
  return (
    <Page title={i18n._('look.title')} lead={`${format.instant(act.at)} · ${who}`}>
      <div className="flex max-w-reading flex-col gap-6">
        <ErrorSummary items={errors} attempt={actionData} />
        <div>
          <p>{i18n._(whyKey(reason))}</p>
          <RefusedWords payload={act.payload} />
        </div>
        {read.kind === 'knock' && (
          <LanguageNames names={loaderData.languageNames}>
            <KnockByHand {...loaderData} read={read} who={who} answer={actionData} />
          </LanguageNames>
        )}
        {read.kind === 'retract' && (
          <Section title={i18n._('look.retract')}>
            <Form method="post" className="flex flex-col items-start gap-3">
              <p>{i18n._('look.hand.retractText', { who })}</p>
              <Button type="submit" variant="main" name="intent" value="retract">
                {i18n._('look.hand.retract')}
              </Button>
            </Form>
          </Section>
        )}
        {read.kind === 'unit' && (
          <Section title={i18n._('look.unit', { label: read.label, floor: read.floor })}>
            <Form method="post" className="flex flex-col items-start gap-3">
              <SelectField
                name="buildingId"
                label={i18n._('look.hand.building')}
                options={places.buildings.map(({ id, address }) => ({ value: id, label: address }))}
                defaultValue={building ?? ''}
                empty={i18n._('look.hand.choose')}
              />
              <Button type="submit" variant="main" name="intent" value="unit">
                {i18n._('look.hand.addDoor')}
              </Button>
            </Form>
          </Section>
        )}
        {read.kind === 'sealed' && <p>{i18n._('look.hand.sealedText', { who })}</p>}
        <Section title={i18n._('look.aside')}>
          <Form method="post" className="flex flex-col items-start gap-3">
            <p>{i18n._('look.dropWhy')}</p>
            <SelectField
              name="reason"
              label={i18n._('look.aside.why')}
              options={asideReasons.map((code) => ({ value: code, label: i18n._(asideKey(code)) }))}
              error={actionData?.errors.reason?.message}
              empty={i18n._('look.hand.choose')}
              defaultValue=""
            />
            <Button type="submit" name="intent" value="aside">
              {i18n._('look.aside.do')}
            </Button>
          </Form>
        </Section>
      </div>
    </Page>
  )
}
