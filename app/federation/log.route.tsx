import { Link } from 'react-router'
import { withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/log.route.ts'
import { findLogBreak, listLog } from './audit-log.server.ts'
import { requireBody } from './bodies.server.ts'
import { BodyTabs } from './body-tabs.tsx'
import { deedKey, isDeed } from './deed-words.ts'
import { pagesOf } from './pages-of.ts'

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('before')
  if (asked && !/^\d{1,15}$/.test(asked)) throw notFound()
  const before = asked ? Number(asked) : undefined
  return withPage(context, 'log.read', async (db) => {
    if (!db.actor.can('log.read', params.bodyId)) throw notFound()
    return {
      body: await requireBody(db, params.bodyId),
      pages: pagesOf(db.actor, params.bodyId),
      entries: await listLog(db, params.bodyId, { before }),
      brokenAt: await findLogBreak(db, params.bodyId),
    }
  })
}

export default function LogPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { body, pages, entries, brokenAt } = loaderData
  const last = entries.at(-1)
  return (
    <Page title={body.name} lead={i18n._('log.lead')}>
      <BodyTabs pages={pages} current="log" />
      {brokenAt === null ? (
        <p className="mt-4 rounded-control bg-ok-tint px-4 py-3">{i18n._('log.whole')}</p>
      ) : (
        <p role="alert" className="mt-4 rounded-control border-2 border-amber bg-amber-tint px-4 py-3">
          <span aria-hidden="true">△ </span>
          {i18n._('log.broken', { n: brokenAt })}
        </p>
      )}
      <div className="mt-4">
        {entries.length === 0 ? (
          <Empty>{i18n._('log.none')}</Empty>
        ) : (
          <DataTable
            caption={i18n._('log.caption')}
            captionHidden
            rows={entries}
            rowKey={({ n }) => String(n)}
            columns={[
              {
                id: 'deed',
                head: i18n._('log.deed'),
                cell: ({ action }) => (isDeed(action) ? i18n._(deedKey(action)) : action),
              },
              { id: 'about', head: i18n._('log.about'), cell: ({ about }) => about ?? '' },
              {
                id: 'who',
                head: i18n._('log.who'),
                cell: ({ who, action }) => who ?? i18n._(whoDid(action)),
              },
              { id: 'day', head: i18n._('log.day'), cell: ({ day }) => format.day(day, 'plain') },
              { id: 'n', head: i18n._('log.number'), cell: ({ n }) => format.number(n), numeric: true },
            ]}
          />
        )}
      </div>
      {last && last.n > 1 && (
        <Link
          to={`?before=${last.n}`}
          className="mt-4 inline-flex min-h-12 items-center text-enamel hover:underline"
        >
          {i18n._('log.older')}
        </Link>
      )}
    </Page>
  )
}

/** Promises of a shift that ends pass on without anybody's deed. */
function whoDid(action: string) {
  return action === 'promises_passed' ? 'log.itself' : 'log.someone'
}
