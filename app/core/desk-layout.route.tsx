import { Outlet, useMatches } from 'react-router'
import { TimeZoneProvider } from '#app/messages/i18n.tsx'
import { Shell } from '#app/ui/shell.tsx'
import type { Shell as ShellData } from './actor.server.ts'

/** Draws the frame from what the page's own loader returned: a page reads in one loader, one transaction. */
export default function DeskLayout() {
  const page = useMatches().findLast(({ loaderData }) => hasShell(loaderData))?.loaderData
  if (!hasShell(page)) return <Outlet />
  return (
    <TimeZoneProvider timeZone={page.shell.timeZone}>
      <Shell shell={page.shell}>
        <Outlet />
      </Shell>
    </TimeZoneProvider>
  )
}

function hasShell(data: unknown): data is { shell: ShellData } {
  return typeof data === 'object' && data !== null && 'shell' in data
}
