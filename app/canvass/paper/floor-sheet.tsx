import { struckKey } from '#app/buildings/chart-words.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Beam } from '#app/ui/beam.tsx'
import type { Qr } from '../board/draw-qr.ts'
import { useLanguageName } from '../turf/language-names.tsx'
import { boxCodes, boxes, comingKeys } from './paper.schema.ts'
import type { Sheet, SheetRow } from './paper.server.ts'
import { rowCode, sheetCode } from './paper-code.ts'
import { PaperPage } from './paper-page.tsx'
import { comingKey, resultKey } from './paper-words.ts'

const rowsOfPage = 16

type FloorSheetProps = { sheet: Sheet; rows: SheetRow[]; qr: Qr; by: string }

/** Doors in the order one walks them, a box for each button of the phone. No names: paper is found in the laundry room. */
export function FloorSheet({ sheet, rows, qr, by }: FloorSheetProps) {
  const code = sheetCode(sheet.code)
  const pages = Math.ceil(rows.length / rowsOfPage)
  return Array.from({ length: pages }, (_, at) => (
    <PaperPage key={rows[at * rowsOfPage]?.n} code={code} page={at + 1} pages={pages} by={by}>
      <SheetHead sheet={sheet} rows={rows} qr={qr} />
      <Rows sheet={sheet} rows={rows.slice(at * rowsOfPage, (at + 1) * rowsOfPage)} />
    </PaperPage>
  ))
}

function SheetHead({ sheet, rows, qr }: Omit<FloorSheetProps, 'by'>) {
  const i18n = useI18n()
  const format = useFormat()
  const entered = rows.filter(({ entry }) => entry).length
  return (
    <div className="mb-2 flex items-start gap-4">
      <div className="min-w-0 flex-1">
        <h2>
          {sheet.address} · {format.day(sheet.day)}
        </h2>
        <p>
          <bdi>{sheet.bodyName}</bdi> · {i18n._('turf.countDoors', { doors: rows.length })} ·{' '}
          <strong>{sheetCode(sheet.code)}</strong>
        </p>
        <p>{boxCodes.map((box) => `${boxes[box]} ${i18n._(resultKey(box))}`).join(' · ')}</p>
        {sheet.meetingTitle && (
          <p>
            {i18n._('paper.coming', { title: sheet.meetingTitle })}{' '}
            {(['yes', 'maybe', 'no'] as const)
              .map((answer) => `${comingKeys[answer]} ${i18n._(comingKey(answer))}`)
              .join(' · ')}
          </p>
        )}
        <Beam
          total={rows.length}
          parts={[{ fill: 'striped', count: entered }]}
          text={i18n._('paper.progress', { entered, rows: rows.length })}
          textHidden
        />
      </div>
      <svg
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={i18n._('paper.qr')}
        className="size-[26mm] shrink-0"
        shapeRendering="crispEdges"
      >
        <rect width={qr.size} height={qr.size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
    </div>
  )
}

function Rows({ sheet, rows }: { sheet: Sheet; rows: SheetRow[] }) {
  const i18n = useI18n()
  const marks = useDoorMarks()
  return (
    <table className="paper-rows">
      <thead>
        <tr>
          <th className="w-[15mm]">{i18n._('paper.code')}</th>
          <th className="w-[15mm]">{i18n._('paper.door')}</th>
          <th className="w-[49mm]">{i18n._('paper.happened')}</th>
          {sheet.meetingId && <th className="w-[22mm]">{i18n._('paper.comingHead')}</th>}
          {sheet.hasLevels && <th className="w-[35mm]">{i18n._('paper.level')}</th>}
          <th>{i18n._('paper.note')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.n}>
            <td>{rowCode(sheet.code, row.n)}</td>
            <td>
              <strong>{row.label}</strong>
            </td>
            {row.doNotKnock || row.struck ? (
              <td colSpan={1 + (sheet.meetingId ? 1 : 0) + (sheet.hasLevels ? 1 : 0)}>
                <strong>
                  {row.doNotKnock
                    ? `⊘ ${i18n._('disposition.do_not_knock')}`
                    : row.struck && i18n._(struckKey(row.struck))}
                </strong>
              </td>
            ) : (
              <>
                <td>
                  <Boxes marks={boxCodes.map((box) => boxes[box])} />
                </td>
                {sheet.meetingId && (
                  <td>
                    <Boxes marks={Object.values(comingKeys)} />
                  </td>
                )}
                {sheet.hasLevels && (
                  <td>
                    <Boxes marks={['1', '2', '3', '4', '5']} />
                  </td>
                )}
              </>
            )}
            <td>{marks(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Boxes({ marks }: { marks: string[] }) {
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

/** What is said before the door is knocked. */
export function useDoorMarks() {
  const i18n = useI18n()
  const languageName = useLanguageName()
  return ({ unsafe, languages }: Pick<SheetRow, 'unsafe' | 'languages'>) =>
    [unsafe && `⚠ ${i18n._('disposition.hostile_unsafe')}`, ...languages.map(languageName)]
      .filter(Boolean)
      .join(', ')
}
