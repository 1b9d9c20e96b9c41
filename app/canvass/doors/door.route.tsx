import { type ShouldRevalidateFunctionArgs, useParams, useSearchParams } from 'react-router'
import { TimeZoneProvider, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { TabTitle } from '#app/ui/tab-title.tsx'
import type { Route } from './+types/door.route.ts'
import { DoorScreen } from './door-screen.tsx'
import { turfAt } from './turf-at.ts'
import { readPhone } from './use-phone.ts'

/** Drawn from the phone alone: the server knows nothing of this page but its empty frame. */
export async function clientLoader() {
  return readPhone()
}
clientLoader.hydrate = true as const

/** Another door of the same turf is another query, not another page. */
export function shouldRevalidate({ currentParams, nextParams }: ShouldRevalidateFunctionArgs) {
  return currentParams.turfId !== nextParams.turfId
}

export function HydrateFallback() {
  return <main id="page" className="h-dvh border-t-[6px] border-green" />
}

export default function DoorPage({ loaderData: view }: Route.ComponentProps) {
  const i18n = useI18n()
  const { turfId } = useParams()
  const [params] = useSearchParams()
  const turf = turfAt(view, turfId, params.get('unit'))

  if (!turf)
    return (
      <main id="page" className="flex flex-col items-start gap-4 border-t-[6px] border-green p-3">
        <TabTitle>{i18n._('doors.notHere.title')}</TabTitle>
        <h1>{i18n._('doors.notHere.title')}</h1>
        <p>{i18n._('doors.notHere.text')}</p>
        <LinkButton to="/doors" variant="main" size="touch">
          {i18n._('doors.toMine')}
        </LinkButton>
      </main>
    )

  return (
    <TimeZoneProvider timeZone={view.phone.timeZone() ?? 'UTC'}>
      <TabTitle>{i18n._('doors.title')}</TabTitle>
      <DoorScreen key={turf.turfId} turf={turf} view={view} />
    </TimeZoneProvider>
  )
}
