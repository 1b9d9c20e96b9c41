import { Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Section } from '#app/ui/page.tsx'
import type { BuildingChart } from './chart.server.ts'
import { kindKey, landlordKey } from './chart-words.ts'

/** Landlord, kind and who keeps the file; on paper the code, the day and who printed. */
export function BuildingFoot({ page: { building, landlords }, by }: { page: BuildingChart; by: string }) {
  const i18n = useI18n()
  const { day, today } = useFormat()
  return (
    <>
      {landlords.length > 0 && (
        <Section title={i18n._('building.landlord')}>
          <ul className="flex flex-col gap-3">
            {landlords.map(({ id: interestId, name, role, others }) => (
              <li key={interestId}>
                <p>
                  <span className="font-semibold">{name}</span> · {i18n._(landlordKey(role))}
                </p>
                {others.length > 0 && (
                  <details className="print:hidden">
                    <summary className="inline-block py-2 text-label text-enamel underline underline-offset-4">
                      {i18n._('building.others', { count: others.length })}
                    </summary>
                    <ul className="flex flex-wrap gap-x-5">
                      {others.map(({ id, address }) => (
                        <li key={id}>
                          <Link
                            to={`/buildings/${id}`}
                            className="inline-block py-1.5 text-enamel hover:underline"
                          >
                            {address}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p className="mt-8 border-t border-hair pt-3 text-hint text-ink-3">
        {i18n._(kindKey(building.kind))} · {i18n._('building.heldBy', { body: building.heldBy })}
        <span className="hidden print:inline">
          {' '}
          · {building.id.slice(-6)} · {day(today(), 'plain')} · {by}
        </span>
      </p>
    </>
  )
}
