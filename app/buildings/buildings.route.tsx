import { Form, Link } from 'react-router'
import { withPage } from '#app/core/actor.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { BeamBar } from '#app/ui/beam.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/buildings.route.ts'
import {
  type ListedBuilding,
  type ListSort,
  listBuildings,
  listSorts,
  pageSize,
} from './list-buildings.server.ts'

const sortKey = keysFor('buildings.sort', ['address', 'doors', 'talked', 'repairs'] as const)

export async function loader({ request, context }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams
  const search = (query.get('q') ?? '').trim().slice(0, 100)
  const sort: ListSort = listSorts.find((one) => one === query.get('sort')) ?? 'address'
  const page = Math.max(1, Math.min(10_000, Math.floor(Number(query.get('page') ?? 1)) || 1))
  return withPage(context, 'self', async (db) => ({
    ...(await listBuildings(db, { search, sort, page })),
    search,
    sort,
    page,
    sorts: listSorts,
    pages: pageSize,
    canAdd: db.actor.can('buildings.write'),
    canImport: db.actor.can('buildings.import'),
    canMap: db.actor.can('coverage.read'),
  }))
}

export default function BuildingsPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { number } = useFormat()
  const { buildings, total, search, sort, sorts, page, pages, canAdd, canImport, canMap } = loaderData
  const adding = (
    <>
      {canAdd && (
        <LinkButton to="/buildings/new" variant="main">
          {i18n._('buildings.add')}
        </LinkButton>
      )}
      {canImport && <LinkButton to="/buildings/import">{i18n._('buildings.import')}</LinkButton>}
      {canMap && <LinkButton to="/map">{i18n._('map.open')}</LinkButton>}
    </>
  )
  const none = total === 0 && search === '' && page === 1
  return (
    <Page title={i18n._('ui.place.buildings')} actions={!none && adding}>
      {none ? (
        <Empty action={<div className="flex flex-wrap gap-3">{adding}</div>}>
          {i18n._('buildings.empty')}
        </Empty>
      ) : (
        <>
          <Form method="get" className="flex flex-wrap items-end gap-3">
            <TextField name="q" type="search" label={i18n._('buildings.search')} defaultValue={search} />
            <SelectField
              name="sort"
              label={i18n._('buildings.sort')}
              defaultValue={sort}
              options={sorts.map((value) => ({ value, label: i18n._(sortKey(value)) }))}
            />
            <Button type="submit">{i18n._('buildings.show')}</Button>
          </Form>
          <p className="mt-4 mb-2 text-label text-ink-2" role="status">
            {i18n._('buildings.count', { count: total })}
          </p>
          {buildings.length > 0 && <BuildingTable buildings={buildings} />}
          {total > pages && (
            <nav aria-label={i18n._('buildings.pages')} className="mt-4 flex items-center gap-4">
              {page > 1 && (
                <PageLink search={search} sort={sort} page={page - 1} word={i18n._('buildings.before')} />
              )}
              <span className="text-label text-ink-2">
                {i18n._('buildings.page', { page: number(page), pages: number(Math.ceil(total / pages)) })}
              </span>
              {page * pages < total && (
                <PageLink search={search} sort={sort} page={page + 1} word={i18n._('buildings.after')} />
              )}
            </nav>
          )}
        </>
      )}
    </Page>
  )
}

function BuildingTable({ buildings }: { buildings: ListedBuilding[] }) {
  const i18n = useI18n()
  const { number } = useFormat()
  const figure = (value: number | null) => (value === null ? '–' : number(value))
  const columns: Column<ListedBuilding>[] = [
    { id: 'address', head: i18n._('buildings.sort.address'), cell: ({ address }) => address },
    {
      id: 'doors',
      head: i18n._('buildings.sort.doors'),
      numeric: true,
      cell: ({ doors }) => (doors === null ? i18n._('buildings.uncounted') : number(doors)),
    },
    {
      id: 'talked',
      head: i18n._('buildings.sort.talked'),
      cell: ({ doors, talked, tried }) =>
        talked === null ? (
          <span className="text-ink-3">{i18n._('buildings.notSeen')}</span>
        ) : (
          <span className="flex items-center gap-3">
            <span className="w-28 shrink-0">
              <BeamBar
                parts={[
                  { fill: 'solid', count: talked },
                  { fill: 'striped', count: tried ?? 0 },
                ]}
                total={doors}
              />
            </span>
            <span className="font-sign whitespace-nowrap">
              {doors === null ? number(talked) : i18n._('buildings.of', { some: talked, all: doors })}
            </span>
          </span>
        ),
    },
    { id: 'members', head: i18n._('counts.members'), numeric: true, cell: ({ members }) => figure(members) },
    {
      id: 'repairs',
      head: i18n._('buildings.sort.repairs'),
      numeric: true,
      cell: ({ openRepairs }) => figure(openRepairs),
    },
    { id: 'heldBy', head: i18n._('buildings.keeper'), cell: ({ heldBy }) => heldBy },
  ]
  return (
    <DataTable
      caption={i18n._('ui.place.buildings')}
      captionHidden
      columns={columns}
      rows={buildings}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/buildings/${id}`}
    />
  )
}

function PageLink({
  search,
  sort,
  page,
  word,
}: {
  search: string
  sort: ListSort
  page: number
  word: string
}) {
  return (
    <Link
      to={`?${new URLSearchParams({ q: search, sort, page: String(page) })}`}
      className="inline-block py-2 text-enamel underline underline-offset-4"
    >
      {word}
    </Link>
  )
}
