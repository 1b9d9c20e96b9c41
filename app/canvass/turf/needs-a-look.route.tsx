import { useState } from 'react'
import { Form, Link, redirect } from 'react-router'
import { z } from 'zod'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { Page } from '#app/ui/page.tsx'
import { listRefused, settleRefused } from '../refused-ops.server.ts'
import { refusals } from '../sync.schema.ts'
import type { Route } from './+types/needs-a-look.route.ts'
import { RefusedWords } from './refused-words.tsx'

const reasonKey = keysFor('look.reason', refusals)

const Settle = z.object({
  deviceId: z.uuid(),
  opId: z.uuid(),
  outcome: z.enum(['applied_by_hand', 'not_needed']),
})

export async function loader({ context }: Route.LoaderArgs) {
  return withPage(context, 'turf.assign', async (db) => ({ refused: await listRefused(db) }))
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, Settle)
  if (!form.ok) return invalid(form)
  const settled = await withActor(context, 'turf.assign', (db) => settleRefused(db, form.data))
  if (!settled) throw notFound()
  throw redirect('/doors/needs-a-look')
}

type Refused = Route.ComponentProps['loaderData']['refused'][number]

export default function NeedsALookPage({ loaderData: { refused } }: Route.ComponentProps) {
  const i18n = useI18n()
  const [dropping, setDropping] = useState<Refused | null>(null)
  const close = () => setDropping(null)
  return (
    <Page title={i18n._('look.title')} lead={i18n._('look.lead')}>
      {refused.length === 0 ? (
        <Empty>{i18n._('look.none')}</Empty>
      ) : (
        <ul className="max-w-reading">
          {refused.map((act) => (
            <li key={`${act.deviceId} ${act.opId}`} className="border-b border-hair py-4">
              <RefusedAct act={act} onDrop={() => setDropping(act)} />
            </li>
          ))}
        </ul>
      )}
      <Dialog
        open={dropping !== null}
        onClose={close}
        title={i18n._('look.dropQuestion')}
        actions={
          <>
            <Button onClick={close}>{i18n._('look.keep')}</Button>
            <Form method="post" onSubmit={close}>
              <input type="hidden" name="deviceId" value={dropping?.deviceId ?? ''} />
              <input type="hidden" name="opId" value={dropping?.opId ?? ''} />
              <Button type="submit" variant="danger" name="outcome" value="not_needed">
                {i18n._('look.notNeeded')}
              </Button>
            </Form>
          </>
        }
      >
        <p>{i18n._('look.dropWhy')}</p>
      </Dialog>
    </Page>
  )
}

function RefusedAct({ act, onDrop }: { act: Refused; onDrop: () => void }) {
  const i18n = useI18n()
  const format = useFormat()
  const reason = refusals.find((code) => code === act.code) ?? 'refused'
  return (
    <>
      <p className="text-label text-ink-2">
        {format.instant(act.at)} · <bdi>{act.personName ?? i18n._('look.someone')}</bdi>
      </p>
      <p className="flex flex-wrap items-center gap-3">
        <span className="font-sign text-section font-semibold">
          {act.door ? i18n._('look.door', { door: act.door }) : i18n._('look.noDoor')}
          {act.address && `, ${act.address}`}
        </span>
        <StatusChip tone="look">{i18n._(reasonKey(reason))}</StatusChip>
      </p>
      <RefusedWords payload={act.payload} />
      <div className="mt-3 flex flex-wrap gap-3">
        <Form method="post" preventScrollReset>
          <input type="hidden" name="deviceId" value={act.deviceId} />
          <input type="hidden" name="opId" value={act.opId} />
          <Button type="submit" name="outcome" value="applied_by_hand">
            {i18n._('look.byHand')}
          </Button>
        </Form>
        <Button variant="quiet" onClick={onDrop}>
          {i18n._('look.notNeeded')}
        </Button>
        <Link
          to="/buildings"
          className="inline-flex min-h-10 items-center text-enamel underline-offset-4 hover:underline"
        >
          {i18n._('look.toBuildings')}
        </Link>
      </div>
    </>
  )
}
