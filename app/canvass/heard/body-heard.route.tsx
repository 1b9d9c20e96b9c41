import { withPage } from '#app/core/actor.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/body-heard.route.ts'
import type { HeardFolded } from './fold-heard.ts'
import { heardInBody, sheetsOf } from './heard.server.ts'
import { HeardLines } from './heard-lines.tsx'
import { HeardSheets } from './heard-sheets.tsx'
import { heardKey } from './heard-words.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const bodyId = requireUuid(params.bodyId)
  const asked = new URL(request.url).searchParams.get('area')
  const areaId = asked ? requireUuid(asked) : undefined
  return withPage(context, 'knocks.read', async (db) => {
    const heard = await heardInBody(db, bodyId, areaId)
    return {
      heard,
      sheets: sheetsOf(db, heard.area?.name ?? heard.bodyName, heard),
      today: db.today,
      mayMeet: db.actor.can('meetings.write', bodyId),
    }
  })
}

export default function BodyHeardPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { day, list } = useFormat()
  const { heard, sheets, today, mayMeet, shell } = loaderData
  const figures: Column<HeardFolded & { talks: number }>[] = [
    {
      id: 'talks',
      head: i18n._('heardPage.talks'),
      numeric: true,
      cell: ({ talks }) => talks,
      sortBy: ({ talks }) => talks,
    },
    {
      id: 'first',
      head: i18n._('heardPage.first'),
      cell: ({ lines, more }) =>
        lines.length > 0
          ? list(lines.slice(0, 3).map(({ code }) => i18n._(heardKey(code))))
          : i18n._(more ? 'heardPage.few' : 'heardPage.nothing'),
    },
  ]
  return (
    <>
      <div className="print:hidden">
        <Page
          title={i18n._('heardPage.at', { where: heard.area?.name ?? heard.bodyName })}
          lead={i18n._('heardPage.lead', { talks: heard.talks, since: day(heard.since, 'plain') })}
          actions={
            heard.area ? (
              <LinkButton to={`/union/${heard.bodyId}/heard`}>{i18n._('heardPage.ofBody')}</LinkButton>
            ) : (
              mayMeet &&
              heard.lines.length > 0 && (
                <LinkButton to={`/meetings/new?body=${heard.bodyId}&agenda=heard`} variant="main">
                  {i18n._('heardPage.offer')}
                </LinkButton>
              )
            )
          }
        >
          <HeardLines heard={heard} />
          {heard.areas.length > 0 && (
            <Section title={i18n._('heardPage.areas')}>
              <DataTable
                caption={i18n._('heardPage.areas')}
                captionHidden
                rows={heard.areas}
                rowKey={({ id }) => id}
                rowHref={({ id }) => `/union/${heard.bodyId}/heard?area=${id}`}
                columns={[
                  {
                    id: 'name',
                    head: i18n._('heardPage.area'),
                    cell: ({ name }) => <bdi>{name}</bdi>,
                    sortBy: ({ name }) => name,
                  },
                  ...figures,
                ]}
              />
            </Section>
          )}
          {heard.buildings.length > 1 && (
            <Section title={i18n._('heardPage.buildings')}>
              <DataTable
                caption={i18n._('heardPage.buildings')}
                captionHidden
                rows={heard.buildings}
                rowKey={({ buildingId }) => buildingId}
                rowHref={({ buildingId }) => `/buildings/${buildingId}/heard`}
                columns={[
                  {
                    id: 'address',
                    head: i18n._('heardPage.building'),
                    cell: ({ address }) => <bdi>{address}</bdi>,
                    sortBy: ({ address }) => address,
                  },
                  ...figures,
                ]}
              />
            </Section>
          )}
        </Page>
      </div>
      <HeardSheets
        sheets={sheets}
        foot={`${heard.bodyId.slice(-6)} · ${day(today, 'plain')} · ${shell.personName}`}
      />
    </>
  )
}
