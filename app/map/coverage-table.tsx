import { useI18n } from '#app/messages/i18n.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { ShareSwatch } from '#app/ui/share.tsx'
import type { CoverageRow, Metric } from './coverage.schema.ts'
import { squareOf } from './coverage-totals.ts'
import { describeBuilding, metricKey } from './map-words.ts'

type TableProps = {
  rows: CoverageRow[]
  metric: Metric
  highlighted: string | null
  onRowFocus: (row: CoverageRow) => void
}

/** The map's twin: the same buildings, in the same colours, in words. */
export function CoverageTable({ rows, metric, highlighted, onRowFocus }: TableProps) {
  const i18n = useI18n()
  return (
    <DataTable
      caption={i18n._('map.table')}
      captionHidden
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/buildings/${id}`}
      onRowFocus={onRowFocus}
      isMarked={({ id }) => id === highlighted}
      columns={[
        { id: 'address', head: i18n._('map.building'), cell: ({ address }) => address },
        {
          id: 'share',
          head: i18n._(metricKey(metric)),
          cell: (row) => (
            <span className="inline-flex items-center gap-2 text-label">
              <ShareSwatch step={squareOf(row, metric)} />
              {describeBuilding(i18n, row, metric)}
            </span>
          ),
        },
      ]}
    />
  )
}
