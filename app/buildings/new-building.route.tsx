import { redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/new-building.route.ts'
import { NewBuildingForm } from './building.schema.ts'
import { BuildingByHand } from './building-by-hand.tsx'
import { addBuilding } from './buildings.server.ts'
import './chart.css'
import { findTwins, planDoors } from './plan-doors.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return withPage(context, 'buildings.write', async ({ actor }) => ({
    bodies: actor
      .bodiesWith('buildings.write')
      .map(({ bodyId, bodyName }) => ({ id: bodyId, name: bodyName })),
    canImport: actor.can('buildings.import'),
  }))
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, NewBuildingForm)
  if (!form.ok) return invalid(form)
  const { address, kind, bodyId } = form.data
  const typed = {
    ...form.data,
    changes: '',
    skip13: form.data.skip13 ? 'on' : '',
    staircases: String(form.data.staircases),
    floors: String(form.data.floors),
    perFloor: String(form.data.perFloor),
  }
  const placed = planDoors(form.data)
  if (findTwins(placed).length > 0) return invalid(refuse(typed, 'changes', 'byHand.sameDoor'))

  const added = await withActor(context, 'buildings.write', (db) =>
    addBuilding(db, { address, kind, bodyId, doors: 'counted', placed }),
  )
  if (!added.ok) return invalid(refuse(typed, 'address', 'byHand.taken'))
  throw redirect(`/buildings/${added.buildingId}`)
}

export default function NewBuildingPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  return (
    <Page
      title={i18n._('byHand.title')}
      actions={
        loaderData.canImport && <LinkButton to="/buildings/import">{i18n._('buildings.import')}</LinkButton>
      }
    >
      <BuildingByHand bodies={loaderData.bodies} result={actionData} />
    </Page>
  )
}
