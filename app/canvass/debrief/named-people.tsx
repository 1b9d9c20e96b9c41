import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Empty } from '#app/ui/empty.tsx'
import type { Named } from './debrief.server.ts'

export function NamedPeople({ named }: { named: Named[] }) {
  const i18n = useI18n()
  if (named.length === 0) return <Empty>{i18n._('debrief.named.none')}</Empty>
  return (
    <ul>
      {named.map(({ personId, buildingId, name, door, address, by }) => (
        <li key={personId} className="flex flex-wrap items-center gap-x-3 border-b border-hair py-1">
          <Link
            to={`/buildings/${buildingId}/people/${personId}`}
            className="inline-flex min-h-12 items-center gap-1 font-semibold text-enamel underline-offset-4 hover:underline desk:min-h-10"
          >
            ★ <bdi>{name}</bdi>
          </Link>
          <span className="text-label text-ink-2">
            <bdi>
              {door} · {address}
            </bdi>{' '}
            · {i18n._('debrief.named.by', { by })}
          </span>
        </li>
      ))}
    </ul>
  )
}
