import { ClipboardList, DoorClosed, House, type LucideIcon, Users, Wrench } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { AccountMenu } from './account-menu.tsx'
import { classNames } from './class-names.ts'
import { HoldOffline } from './hold-offline.tsx'
import { OfflineLine } from './offline-line.tsx'

const places = ['today', 'doors', 'buildings', 'repairs', 'union'] as const
export type ShellPlace = (typeof places)[number]

export type ShellData = {
  unionName: string
  bodyName: string
  personName: string
  places: readonly ShellPlace[]
  /** Where a place is, when it is not under its own name. */
  at?: Partial<Record<ShellPlace, string>>
}

const placeKey = keysFor('ui.place', places)
const icons: Record<ShellPlace, LucideIcon> = {
  today: ClipboardList,
  doors: DoorClosed,
  buildings: House,
  repairs: Wrench,
  union: Users,
}

/** What belongs to a place, wherever it is: a page marks where one is, also one that is not under the place's own address. */
const under: Record<ShellPlace, readonly string[]> = {
  today: ['/today'],
  doors: ['/doors', '/turf', '/lists'],
  buildings: ['/buildings', '/map'],
  repairs: ['/repairs'],
  union: ['/union', '/meetings'],
}

/** Five places: at the bottom of a phone, at the left of a desk, nowhere on paper. */
export function Shell({ shell, children }: { shell: ShellData; children: ReactNode }) {
  const i18n = useI18n()
  return (
    <div className="min-h-dvh pb-20 desk:grid desk:grid-cols-[200px_minmax(0,1fr)] desk:grid-rows-[auto_1fr] desk:pb-0 print:block print:pb-0">
      <a
        href="#page"
        className="sr-only z-50 rounded-control bg-sheet px-4 py-3 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {i18n._('ui.skip')}
      </a>
      <header className="flex items-center justify-between gap-4 border-b border-hair px-3 py-1 desk:col-span-2 desk:px-6 print:hidden">
        <p className="min-w-0 leading-tight">
          <span className="font-sign text-section font-bold">{shell.unionName}</span>
          {shell.bodyName !== shell.unionName && (
            <span className="block text-hint text-ink-2 desk:ml-3 desk:inline">{shell.bodyName}</span>
          )}
        </p>
        <AccountMenu personName={shell.personName} />
      </header>
      <Places shown={shell.places} at={shell.at} label={i18n._('ui.places')} />
      <main id="page" tabIndex={-1} className="min-w-0 px-3 py-4 outline-none desk:px-6 desk:py-6 print:p-0">
        <OfflineLine />
        <HoldOffline>{children}</HoldOffline>
      </main>
    </div>
  )
}

type PlacesProps = { shown: readonly ShellPlace[]; at: ShellData['at']; label: string }

function Places({ shown, at, label }: PlacesProps) {
  const i18n = useI18n()
  const { pathname } = useLocation()
  const isHere = (place: ShellPlace) =>
    under[place].some((start) => pathname === start || pathname.startsWith(`${start}/`))
  return (
    <nav
      aria-label={label}
      className="safe-bottom fixed inset-x-0 bottom-0 z-20 border-t border-edge bg-sheet desk:static desk:border-t-0 desk:border-r desk:border-hair desk:bg-wall desk:py-4 print:hidden"
    >
      <ul className="flex desk:flex-col">
        {shown.map((place) => {
          const Icon = icons[place]
          return (
            <li key={place} className="min-w-0 flex-1">
              <Link
                to={at?.[place] ?? `/${place}`}
                aria-current={isHere(place) ? 'page' : undefined}
                className={placeLook(isHere(place))}
              >
                <Icon size={20} strokeWidth={2} aria-hidden="true" className="shrink-0" />
                <span className="max-w-full">{i18n._(placeKey(place))}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function placeLook(active: boolean) {
  return classNames(
    'flex min-h-14 flex-col items-center justify-center gap-0.5 border-t-3 px-0.5 pb-1 text-center text-hint',
    'desk:min-h-10 desk:flex-row desk:justify-start desk:gap-3 desk:border-t-0 desk:border-l-4 desk:px-5 desk:py-2 desk:text-left desk:text-body',
    active
      ? 'border-green font-semibold text-ink'
      : 'border-transparent text-ink-2 hover:text-ink desk:hover:bg-sunk',
  )
}
