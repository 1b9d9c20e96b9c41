import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { classNames } from './class-names.ts'

export type Column<Row> = {
  id: string
  head: string
  cell: (row: Row) => ReactNode
  /** What to sort by; null goes last. A column without it cannot be sorted. */
  sortBy?: (row: Row) => string | number | null
  /** Figures stand at the right, in the narrow face. */
  numeric?: boolean
}

// Below 640 px each row becomes a block, which makes some browsers forget that it is a table.
const as = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  columnheader: { role: 'columnheader' },
} as const

type Sort = { id: string; down: boolean }

type DataTableProps<Row> = {
  caption: string
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The whole row leads there, through a link in its first column. */
  rowHref?: (row: Row) => string
  /** Without it the rows stand as they came. */
  initialSort?: Sort
  onRowFocus?: (row: Row) => void
  /** The row that something beside the table points at. */
  isMarked?: (row: Row) => boolean
}

export function DataTable<Row>({
  caption,
  captionHidden,
  columns,
  rows,
  rowKey,
  rowHref,
  initialSort,
  onRowFocus,
  isMarked,
}: DataTableProps<Row>) {
  const i18n = useI18n()
  const { locale } = i18n
  const [sort, setSort] = useState(initialSort)
  const shown = sorted(rows, columns.find(({ id }) => id === sort?.id)?.sortBy, sort?.down ?? false, locale)

  return (
    <table {...as.table} className="block w-full sm:table sm:border-collapse">
      <caption
        className={captionHidden ? 'sr-only' : 'block pb-2 text-left text-label text-ink-2 sm:table-caption'}
      >
        {caption}
      </caption>
      <thead
        {...as.rowgroup}
        className={classNames(
          'sticky top-0 z-10 bg-wall sm:table-header-group',
          // In rows each cell says its own head: what is left to say up here is how to sort.
          columns.some(({ sortBy }) => sortBy) ? 'block' : 'hidden',
        )}
      >
        <tr
          {...as.row}
          data-sort={i18n._('ui.sortBy')}
          className="flex flex-wrap items-center gap-x-4 before:text-hint before:text-ink-3 before:content-[attr(data-sort)] sm:table-row sm:before:content-none"
        >
          {columns.map((column) => (
            <Head
              key={column.id}
              column={column}
              sort={sort?.id === column.id ? sort : undefined}
              onSort={() => setSort({ id: column.id, down: sort?.id === column.id && !sort.down })}
            />
          ))}
        </tr>
      </thead>
      <tbody {...as.rowgroup} className="block sm:table-row-group">
        {shown.map((row) => (
          <tr
            key={rowKey(row)}
            {...as.row}
            onFocus={onRowFocus && (() => onRowFocus(row))}
            onMouseEnter={onRowFocus && (() => onRowFocus(row))}
            className={classNames(
              'relative block min-h-14 border-b border-hair py-2 sm:table-row sm:min-h-0 sm:py-0',
              rowHref && 'hover:bg-sunk',
              isMarked?.(row) && 'bg-info-tint',
            )}
          >
            {columns.map((column, position) => (
              <td
                key={column.id}
                {...as.cell}
                data-head={column.head}
                className={classNames(
                  'align-middle sm:table-cell sm:h-14 sm:px-2 sm:py-1 desk:h-10',
                  position === 0
                    ? 'block font-semibold'
                    : 'flex justify-between gap-4 before:text-hint before:text-ink-3 before:content-[attr(data-head)] sm:before:content-none',
                  column.numeric && 'font-sign sm:text-right',
                )}
              >
                {position === 0 && rowHref ? (
                  <Link
                    to={rowHref(row)}
                    className="stretched block py-2 text-enamel underline-offset-4 hover:underline sm:py-1"
                  >
                    {column.cell(row)}
                  </Link>
                ) : (
                  column.cell(row)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Head<Row>({ column, sort, onSort }: { column: Column<Row>; sort?: Sort; onSort: () => void }) {
  const look = classNames(
    'text-left text-label font-semibold text-ink-2 sm:h-10 sm:border-b sm:border-edge sm:px-2',
    column.numeric && 'sm:text-right',
  )
  if (!column.sortBy) {
    return (
      <th {...as.columnheader} scope="col" className={classNames(look, 'hidden sm:table-cell')}>
        {column.head}
      </th>
    )
  }
  return (
    <th
      {...as.columnheader}
      scope="col"
      aria-sort={sort ? (sort.down ? 'descending' : 'ascending') : undefined}
      className={look}
    >
      <button
        type="button"
        onClick={onSort}
        className={classNames(
          'inline-flex min-h-12 items-center gap-1 font-semibold desk:min-h-10',
          column.numeric && 'sm:flex-row-reverse',
        )}
      >
        {column.head}
        <span aria-hidden="true" className="w-3">
          {sort && (sort.down ? '↓' : '↑')}
        </span>
      </button>
    </th>
  )
}

function sorted<Row>(rows: readonly Row[], by: Column<Row>['sortBy'], down: boolean, locale: string) {
  if (!by) return rows
  const words = new Intl.Collator(locale, { numeric: true })
  return [...rows].sort((one, other) => {
    const [a, b] = [by(one), by(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b))
    return down ? -order : order
  })
}
