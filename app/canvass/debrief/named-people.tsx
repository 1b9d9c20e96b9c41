import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Empty } from '#app/ui/empty.tsx'
import type { NamedDoor } from './named.server.ts'

/** By door; whoever reads names finds them beside it. */
export function NamedPeople({ named }: { named: NamedDoor[] }) {
  const i18n = useI18n()
  if (named.length === 0) return <Empty>{i18n._('debrief.named.none')}</Empty>
  return (
    <ul>
      {named.map(({ unitId, buildingId, door, address, by, people }) => (
        <li
          key={unitId}
          className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-hair py-1 desk:min-h-10"
        >
          <span className="font-semibold">
            ★{' '}
            <bdi>
              {door} · {address}
            </bdi>
          </span>
          {people.map(({ personId, name }) => (
            <Link
              key={personId}
              to={`/buildings/${buildingId}/people/${personId}`}
              className="inline-flex min-h-12 items-center font-semibold text-enamel underline-offset-4 hover:underline desk:min-h-10"
            >
              <bdi>{name ?? i18n._('people.noName')}</bdi>
            </Link>
          ))}
          <span className="text-label text-ink-2">{i18n._('debrief.named.by', { by })}</span>
        </li>
      ))}
    </ul>
  )
}
