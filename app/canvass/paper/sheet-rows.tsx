import { struckKey } from '#app/buildings/chart-words.ts'
import { useStaircaseName } from '#app/buildings/use-staircase-name.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { useDoorMarks } from './floor-sheet.tsx'
import { askLetters, boxCodes, boxes } from './paper.schema.ts'
import { rowCode } from './paper-code.ts'
import type { SheetRow } from './rows.server.ts'
import type { Sheet } from './sheets.server.ts'

type SheetRowsProps = { sheet: Sheet; lines: (SheetRow | { n: number })[] }

/** Two lines a door: boxes, and room to write. */
export function SheetRows({ sheet, lines }: SheetRowsProps) {
  const i18n = useI18n()
  const staircaseName = useStaircaseName()
  const marks = useDoorMarks()
  const asks = askLetters.slice(0, sheet.asks.length)
  return (
    <table className="paper-rows paper-pairs paper-writes">
      <thead>
        <tr>
          <th className="w-[16mm]">{i18n._('paper.code')}</th>
          <th className="w-[20mm]">{i18n._('paper.door')}</th>
          <th className="w-[55mm]">{i18n._('paper.happened')}</th>
          {sheet.meetingId && <th className="w-[19mm]">{i18n._('paper.comingHead')}</th>}
          {asks.length > 0 && <th className="w-[21mm]">{asks.join(' ')}</th>}
          {sheet.hasLevels && <th className="w-[17mm]">{i18n._('paper.level')}</th>}
          <th>{i18n._('paper.consentHead')}</th>
        </tr>
      </thead>
      {lines.map((line) => (
        <tbody key={line.n}>
          <tr>
            <td rowSpan={2}>{rowCode(sheet.code, line.n)}</td>
            <td rowSpan={2}>
              {'label' in line && <strong>{line.label}</strong>}
              {'entrance' in line && line.entrance && <div>{staircaseName(line.entrance)}</div>}
            </td>
            <FirstCells sheet={sheet} line={line} asks={asks} />
          </tr>
          <tr>
            <td
              colSpan={
                ('label' in line ? 1 : 2) +
                (sheet.meetingId ? 1 : 0) +
                (asks.length > 0 ? 1 : 0) +
                (sheet.hasLevels ? 1 : 0)
              }
            >
              {'label' in line && marks(line) && <strong className="paper-mark">{marks(line)} · </strong>}
              {'label' in line ? i18n._('paper.write') : i18n._('paper.writeDoor')}
            </td>
            {'label' in line && <td>{i18n._('paper.listensTo.sheet')}</td>}
          </tr>
        </tbody>
      ))}
    </table>
  )
}

type FirstCellsProps = { sheet: Sheet; line: SheetRow | { n: number }; asks: readonly string[] }

function FirstCells({ sheet, line, asks }: FirstCellsProps) {
  const i18n = useI18n()
  const isShut = 'label' in line && (line.doNotKnock || line.struck)
  if (isShut)
    return (
      <td colSpan={2 + (sheet.meetingId ? 1 : 0) + (asks.length > 0 ? 1 : 0) + (sheet.hasLevels ? 1 : 0)}>
        <strong>
          {line.doNotKnock
            ? `⊘ ${i18n._('disposition.do_not_knock')}`
            : line.struck && i18n._(struckKey(line.struck))}
        </strong>
      </td>
    )
  return (
    <>
      <td>
        <Boxes marks={[...boxCodes.map((box) => boxes[box]), '']} />
      </td>
      {sheet.meetingId && (
        <td>
          <Boxes marks={['?']} />
        </td>
      )}
      {asks.length > 0 && (
        <td>
          <Boxes marks={asks} />
        </td>
      )}
      {sheet.hasLevels && (
        <td>
          <Boxes marks={['']} />
        </td>
      )}
      <td>
        <Boxes marks={['K', 'C', 'T']} />
      </td>
    </>
  )
}

export function Boxes({ marks }: { marks: readonly string[] }) {
  return (
    <span className="paper-boxes">
      {marks.map((mark) => (
        <span key={mark} className="paper-box">
          {mark}
        </span>
      ))}
    </span>
  )
}
