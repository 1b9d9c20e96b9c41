import { useSearchParams } from 'react-router'
import { withPage } from '#app/core/actor.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { Page } from '#app/ui/page.tsx'
import { listRefused } from '../sync/refused-ops.server.ts'
import { refusals } from '../sync/sync.schema.ts'
import type { Route } from './+types/needs-a-look.route.ts'
import { doneByHand } from './by-hand/by-hand.schema.ts'
import { RefusedWords } from './refused-words.tsx'

const reasonKey = keysFor('look.reason', refusals)
const didKey = keysFor('look.did', doneByHand)

export async function loader({ context }: Route.LoaderArgs) {
  return withPage(context, 'turf.assign', async (db) => ({ refused: await listRefused(db) }))
}

type Refused = Route.ComponentProps['loaderData']['refused'][number]

export default function NeedsALookPage({ loaderData: { refused } }: Route.ComponentProps) {
  const i18n = useI18n()
  const [params] = useSearchParams()
  const did = doneByHand.find((each) => each === params.get('did'))
  return (
    <Page title={i18n._('look.title')} lead={i18n._('look.lead')}>
      <div role="status">
        {did && <p className="mb-4 max-w-reading rounded-control bg-green-tint p-3">{i18n._(didKey(did))}</p>}
      </div>
      {refused.length === 0 ? (
        <Empty>{i18n._('look.none')}</Empty>
      ) : (
        <ul className="max-w-reading">
          {refused.map((act) => (
            <li key={act.id} className="border-b border-hair py-4">
              <RefusedAct act={act} />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-6">
        <LinkButton to="/doors/hand-in" reloadDocument>
          {i18n._('look.handIn')}
        </LinkButton>
      </p>
    </Page>
  )
}

function RefusedAct({ act }: { act: Refused }) {
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
      <p className="mt-1 text-label text-ink-2">{i18n._('look.until', { day: format.day(act.until) })}</p>
      <p className="mt-3">
        <LinkButton to={`/doors/needs-a-look/${act.id}`}>{i18n._('look.open')}</LinkButton>
      </p>
    </>
  )
}
