import { withPage } from '#app/core/actor.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/building-heard.route.ts'
import { heardInBuilding, sheetsOf } from './heard.server.ts'
import { HeardLines } from './heard-lines.tsx'
import { HeardSheets } from './heard-sheets.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
  const buildingId = requireUuid(params.buildingId)
  return withPage(context, 'knocks.read', async (db) => {
    const heard = await heardInBuilding(db, buildingId)
    return { heard, sheets: sheetsOf(db, heard.address, heard), today: db.today }
  })
}

export default function BuildingHeardPage({
  loaderData: { heard, sheets, today, shell },
}: Route.ComponentProps) {
  const i18n = useI18n()
  const { day } = useFormat()
  return (
    <>
      <div className="print:hidden">
        <Page
          title={i18n._('heardPage.at', { where: heard.address })}
          lead={i18n._('heardPage.lead', { talks: heard.talks, since: day(heard.since, 'plain') })}
          actions={
            <>
              <LinkButton to={`/buildings/${heard.buildingId}`}>{heard.address}</LinkButton>
              <LinkButton to={`/union/${heard.bodyId}/heard`}>{i18n._('heardPage.ofBody')}</LinkButton>
            </>
          }
        >
          <HeardLines heard={heard} />
        </Page>
      </div>
      <HeardSheets
        sheets={sheets}
        foot={`${heard.buildingId.slice(-6)} · ${day(today, 'plain')} · ${shell.personName}`}
      />
    </>
  )
}
