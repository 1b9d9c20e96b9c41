import { Plus } from 'lucide-react'
import { withPage } from '#app/core/actor.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/inbox.route.ts'
import { openInbox } from './inbox-tab.ts'
import { RepairInbox } from './repair-inbox.tsx'
import { listRepairs } from './repairs.server.ts'
import { rowsOf } from './same-trouble.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
  return withPage(context, 'repairs.read', async (db) => ({
    inbox: {
      ...openInbox(rowsOf(await listRepairs(db)), new URL(request.url).searchParams.get('tab')),
      today: db.today,
    },
    mayAdd: db.actor.can('repairs.write'),
  }))
}

export default function InboxPage({ loaderData: { inbox, mayAdd } }: Route.ComponentProps) {
  const i18n = useI18n()
  return (
    <Page
      title={i18n._('repair.title')}
      actions={
        mayAdd && (
          <>
            <LinkButton to="/repairs/paper">{i18n._('repairPaper.title')}</LinkButton>
            <LinkButton to="/repairs/new" variant="main" icon={<Plus size={20} aria-hidden="true" />}>
              {i18n._('repair.new')}
            </LinkButton>
          </>
        )
      }
    >
      <div className="gap-8 desk:grid desk:grid-cols-[380px_minmax(0,1fr)]">
        <RepairInbox inbox={inbox} />
        {inbox.shown.length > 0 && (
          <p className="hidden border-l border-hair py-8 pl-8 text-ink-2 desk:block">
            {i18n._('repair.choose')}
          </p>
        )}
      </div>
    </Page>
  )
}
