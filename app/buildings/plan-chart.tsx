import { useI18n } from '#app/messages/i18n.tsx'
import { struckKey } from './chart-words.ts'
import { EachStaircase } from './each-staircase.tsx'
import { layoutChart } from './layout-chart.ts'
import type { PlannedDoor } from './plan-doors.ts'

type PlanChartProps = {
  doors: readonly PlannedDoor[]
  chosen: string | null
  onChoose: (planKey: string) => void
}

/** The chart before there is a building: it draws itself while one types. */
export function PlanChart({ doors, ...rest }: PlanChartProps) {
  return (
    <EachStaircase doors={doors}>
      {(its, name) => <PlanTable {...rest} doors={its} name={name} />}
    </EachStaircase>
  )
}

function PlanTable({ doors, name, chosen, onChoose }: PlanChartProps & { name: string }) {
  const i18n = useI18n()
  const { aligned, rows, dense, lines } = layoutChart(doors.map((door) => ({ ...door, key: door.planKey })))
  const tile = (door: PlannedDoor) => (
    <button
      key={door.planKey}
      type="button"
      className="tile"
      data-fill={door.struckReason ? 'sunk' : 'sheet'}
      data-struck={door.struckReason ? true : undefined}
      data-long={door.label.length > 4 || undefined}
      aria-pressed={door.planKey === chosen}
      aria-current={door.planKey === chosen ? 'true' : undefined}
      aria-label={
        i18n._('chart.door', { label: door.label }) +
        (door.struckReason ? `, ${i18n._(struckKey(door.struckReason))}` : '')
      }
      onClick={() => onChoose(door.planKey)}
    >
      {door.label}
    </button>
  )
  return (
    <table className="chart" data-dense={dense || undefined} data-wide={lines.length > 5 || undefined}>
      <caption className="sr-only">{name || i18n._('byHand.chart')}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.floor}>
            <th scope="row">{row.floor}</th>
            {aligned ? (
              row.doors.map((door, column) =>
                door ? (
                  <td key={door.planKey}>{tile(door)}</td>
                ) : (
                  <td key={`${row.floor} ${column}`} className="no-door" />
                ),
              )
            ) : (
              <td>
                <div className="wrap">{row.doors.map((door) => door && tile(door))}</div>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
