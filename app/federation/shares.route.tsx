import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/shares.route.ts'
import { listAffiliations, requireBody } from './bodies.server.ts'
import { BodyTabs } from './body-tabs.tsx'
import { ShareSwitch, shareFields } from './federation.schema.ts'
import { pagesOf } from './pages-of.ts'
import { listSharesFrom, listSharesTo, readShareSample, setShare } from './shares.server.ts'
import { SharesPanel } from './shares-panel.tsx'

const shareKey = keysFor('share', shareFields)

export async function loader({ params, context }: Route.LoaderArgs) {
  return withPage(context, 'coverage.read', async (db) => {
    const { bodyId } = params
    if (!db.actor.can('coverage.read', bodyId)) throw notFound()
    const live = await listSharesFrom(db, bodyId)
    const { parents } = await listAffiliations(db, bodyId)
    const receivers = new Map([...parents, ...live].map((other) => [other.bodyId, other.name]))
    return {
      body: await requireBody(db, bodyId),
      pages: pagesOf(db.actor, bodyId),
      maySet: db.actor.can('shares.write', bodyId),
      sample: await readShareSample(db, bodyId),
      sharedWithUs: await listSharesTo(db, bodyId),
      receivers: [...receivers].map(([id, name]) => ({
        id,
        name,
        fields: live.find((share) => share.bodyId === id)?.fields ?? [],
      })),
    }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await parseForm(request, ShareSwitch)
  if (!form.ok) return invalid(form)
  await withActor(context, 'shares.write', async (db) => {
    if (!db.actor.can('shares.write', params.bodyId)) throw notFound()
    await setShare(db, { fromBodyId: params.bodyId, ...form.data })
  })
  return null
}

export default function SharesPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { body, pages, maySet, sample, receivers, sharedWithUs } = loaderData
  return (
    <Page title={body.name} lead={i18n._('share.lead')}>
      <BodyTabs pages={pages} current="shares" />
      {body.kind !== 'union' && receivers.length === 0 && (
        <p className="mt-6 max-w-reading text-ink-2">{i18n._('share.nobody')}</p>
      )}
      {receivers.map(({ id, name, fields }) => (
        <SharesPanel key={id} receiver={{ id, name }} fields={fields} sample={sample} maySet={maySet} />
      ))}
      <Section title={i18n._('share.withUs')}>
        {sharedWithUs.length === 0 ? (
          <p className="text-ink-2">{i18n._('share.withUs.none')}</p>
        ) : (
          <DataTable
            caption={i18n._('share.withUs.count', { count: sharedWithUs.length })}
            rows={sharedWithUs}
            rowKey={({ bodyId }) => bodyId}
            rowHref={({ bodyId }) => `/union/${bodyId}`}
            columns={[
              {
                id: 'name',
                head: i18n._('share.body'),
                cell: ({ name }) => name,
                sortBy: ({ name }) => name,
              },
              {
                id: 'fields',
                head: i18n._('share.what'),
                cell: ({ fields }) => format.list(fields.map((field) => i18n._(shareKey(field)))),
              },
              {
                id: 'since',
                head: i18n._('share.since'),
                cell: ({ since }) => format.instant(since),
                sortBy: ({ since }) => since,
              },
            ]}
          />
        )}
      </Section>
    </Page>
  )
}
