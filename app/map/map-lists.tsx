import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Section } from '#app/ui/page.tsx'
import { type MapQuery, searchOf } from './map-query.ts'

export function MapPages({ query, pages }: { query: MapQuery; pages: number }) {
  const i18n = useI18n()
  if (pages === 1) return null
  const to = (page: number) => searchOf({ ...query, page })
  return (
    <nav aria-label={i18n._('map.pages')} className="mt-4 flex items-center gap-4 print:hidden">
      {query.page > 1 && <LinkButton to={to(query.page - 1)}>{i18n._('map.before')}</LinkButton>}
      <span>{i18n._('map.page', { page: query.page, pages })}</span>
      {query.page < pages && <LinkButton to={to(query.page + 1)}>{i18n._('map.after')}</LinkButton>}
    </nav>
  )
}

/** What the map cannot draw is not lost. */
export function WithoutPoint({ count, named }: { count: number; named: { id: string; address: string }[] }) {
  const i18n = useI18n()
  if (count === 0) return null
  return (
    <Section title={i18n._('map.withoutPoint', { count })}>
      <ul className="columns-1 gap-x-6 sm:columns-2 desk:columns-1">
        {named.map(({ id, address }) => (
          <li key={id}>
            <Link to={`/buildings/${id}`} className="inline-block py-2 text-enamel underline desk:py-1">
              {address}
            </Link>
          </li>
        ))}
      </ul>
      {count > named.length && <p>{i18n._('map.andMore', { count: count - named.length })}</p>}
    </Section>
  )
}
