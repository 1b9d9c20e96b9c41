import { redirect, useSearchParams } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Page } from '#app/ui/page.tsx'
import { refusalOf } from '../../sync/refusal-of.ts'
import type { Route } from './+types/settle.route.ts'
import { LeadActRow } from './lead-act.tsx'
import { doneByLead, leadProblems, SettleAct } from './settle.schema.ts'
import { listActsOfShift, listDoorsOfShift, settleAct } from './settle.server.ts'

const didKey = keysFor('look.did', doneByLead)
const problemKey = keysFor('look.lead', leadProblems)

/** For the shift's lead and whoever gives out its doors. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const shiftId = requireUuid(params.shiftId)
  return withPage(context, 'self', async (db) => {
    const acts = await listActsOfShift(db, shiftId)
    if (!acts) throw notFound()
    return {
      shiftId,
      acts,
      doors: acts.length > 0 ? await listDoorsOfShift(db, shiftId) : [],
      mayRead: db.actor.can('turf.assign', acts[0]?.bodyId),
      readsResults: db.actor.can('knocks.read', acts[0]?.bodyId),
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const shiftId = requireUuid(params.shiftId)
  const form = await parseForm(request, SettleAct)
  if (!form.ok) return invalid(form)
  try {
    const done = await withActor(context, 'self', (db) => settleAct(db, context, shiftId, form.data))
    if (!done.ok) return invalid(refuse(form.values, done.field, problemKey(done.why)))
    return redirect(`/turf/${shiftId}/look?did=${done.did}`)
  } catch (error) {
    if (!refusalOf(error)) throw error
    return invalid(refuse(form.values, 'root', problemKey('refused')))
  }
}

/** What of this evening could not be written: where, when, by whom; what was said stays hidden. */
export default function SettlePage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const [params] = useSearchParams()
  const { shiftId, acts, doors, mayRead, readsResults } = loaderData
  const did = doneByLead.find((each) => each === params.get('did'))
  const refused = String(actionData?.values.id ?? '')
  const errors = Object.entries(actionData?.errors ?? {}).map(([name, { message }]) => ({
    name: acts.some(({ id }) => id === refused) && name !== 'root' ? `${name}-${refused}` : name,
    message,
  }))
  return (
    <Page
      title={i18n._('look.title')}
      lead={i18n._('look.lead.text')}
      actions={<LinkButton to={`/turf/${shiftId}/board`}>{i18n._('board.title')}</LinkButton>}
    >
      <div role="status">
        {did && !actionData && (
          <p className="mb-4 max-w-reading rounded-control bg-green-tint p-3">{i18n._(didKey(did))}</p>
        )}
      </div>
      <ErrorSummary items={errors} attempt={actionData} />
      {acts.length === 0 ? (
        <Empty>{i18n._('look.none')}</Empty>
      ) : (
        <ul className="max-w-reading">
          {acts.map((act) => (
            <li key={act.id} className="border-b border-hair py-4">
              <LeadActRow
                act={act}
                doors={doors}
                mayRead={mayRead}
                readsResults={readsResults}
                errors={act.id === refused ? actionData?.errors : undefined}
              />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
