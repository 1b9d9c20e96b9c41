import { Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import type { PersonRow } from './people.server.ts'

type NamelessPeopleProps = { people: PersonRow[]; buildingId: string }

/** Who talked and gave no name, by door: nothing of it is gone, and none of it stands between the neighbors. */
export function NamelessPeople({ people, buildingId }: NamelessPeopleProps) {
  const i18n = useI18n()
  const format = useFormat()
  if (people.length === 0) return null
  return (
    <details className="mt-4 max-w-reading">
      <summary className="min-h-12 cursor-pointer py-3 text-enamel desk:min-h-10 desk:py-2">
        {i18n._('people.nameless', { count: people.length })}
      </summary>
      <p className="text-label text-ink-2">{i18n._('people.namelessWhy')}</p>
      <ul className="mt-2">
        {people.map(({ id, doors, movedOut }) => (
          <li key={id} className="border-b border-hair">
            <Link
              to={`/buildings/${buildingId}/people/${id}`}
              className="flex min-h-12 items-center text-enamel underline underline-offset-4 desk:min-h-10"
            >
              {movedOut
                ? i18n._('people.namelessGone')
                : doors.length > 0
                  ? i18n._('people.namelessAt', { doors: format.list(doors) })
                  : i18n._('people.namelessOnly')}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
