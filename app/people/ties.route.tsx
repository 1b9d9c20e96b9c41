import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/ties.route.ts'
import { requirePeopleFile } from './people.server.ts'
import { usePersonName } from './people-words.ts'
import { PersonTies } from './person-ties.tsx'
import { TieAct } from './ties.schema.ts'
import { changeTie, readTies } from './ties.server.ts'

/** Read by the chart's panel too. */
export async function loader({ context, params }: Route.LoaderArgs) {
  return withPage(context, 'people.read', async (db) => {
    const file = await requirePeopleFile(db, params.buildingId)
    const ties = await readTies(db, file, requireUuid(params.personId))
    return { ties, mayWrite: file.mayWrite, buildingId: file.buildingId }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await parseForm(request, TieAct)
  if (!form.ok) return invalid(form)
  await withActor(context, 'people.write', async (db) => {
    const file = await requirePeopleFile(db, params.buildingId)
    await changeTie(db, file, requireUuid(params.personId), form.data)
  })
  return { did: form.data }
}

export default function TiesPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const personName = usePersonName()
  const { ties, mayWrite, buildingId } = loaderData
  return (
    <Page
      title={<bdi>{personName(ties.name)}</bdi>}
      tab={i18n._('ties.title')}
      lead={i18n._('ties.title')}
      actions={<LinkButton to={`/buildings/${buildingId}/people/${ties.id}`}>{i18n._('ui.back')}</LinkButton>}
    >
      <div className="max-w-reading">
        <PersonTies
          buildingId={buildingId}
          ties={ties}
          mayWrite={mayWrite}
          did={actionData && 'did' in actionData ? actionData.did : undefined}
        />
      </div>
    </Page>
  )
}
