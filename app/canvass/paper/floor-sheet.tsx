import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Beam } from '#app/ui/beam.tsx'
import type { Qr } from '../board/draw-qr.ts'
import { useLanguageName } from '../turf/language-names.tsx'
import { FootCodes, MoreCodes } from './code-list.tsx'
import { freeRows, rowsOfSheet, sheetCode } from './paper-code.ts'
import { PaperPage } from './paper-page.tsx'
import type { SheetRow } from './rows.server.ts'
import { SheetRows } from './sheet-rows.tsx'
import type { Sheet } from './sheets.server.ts'

const rowsOfPage = 8
/** Below so many rows the last page has room for the codes that no foot has room for. */
const rowsBesideCodes = 4

type FloorSheetProps = { sheet: Sheet; rows: SheetRow[]; qr: Qr; by: string }

/** The rows of a sheet and its free lines, in the order they are printed. */
export function linesOf(rows: readonly SheetRow[]): (SheetRow | { n: number })[] {
  const printed = rows.filter(({ isNew }) => !isNew).length
  const last = Math.min(rowsOfSheet, printed + freeRows)
  const free = Array.from({ length: last - printed }, (_, at) => ({ n: printed + at + 1 }))
  return [...rows, ...free.filter(({ n }) => !rows.some((row) => row.n === n))].sort((a, b) => a.n - b.n)
}

/** Doors in the order one walks them, a box for each button of the phone. No names: paper is found in the laundry room. */
export function FloorSheet({ sheet, rows, qr, by }: FloorSheetProps) {
  const code = sheetCode(sheet.code)
  const lines = linesOf(rows)
  const full = Math.ceil(lines.length / rowsOfPage)
  const isRoom = lines.length - (full - 1) * rowsOfPage <= rowsBesideCodes
  const pages = isRoom ? full : full + 1
  return (
    <>
      {Array.from({ length: full }, (_, at) => (
        <PaperPage key={lines[at * rowsOfPage]?.n} code={code} page={at + 1} pages={pages} by={by}>
          <SheetHead sheet={sheet} rows={rows} qr={qr} />
          <SheetRows sheet={sheet} lines={lines.slice(at * rowsOfPage, (at + 1) * rowsOfPage)} />
          <FootCodes sheet={sheet} />
          {isRoom && at === full - 1 && <MoreCodes />}
        </PaperPage>
      ))}
      {!isRoom && (
        <PaperPage code={code} page={pages} pages={pages} by={by}>
          <CodesHead sheet={sheet} />
          <MoreCodes />
        </PaperPage>
      )}
    </>
  )
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
        {sheet.meetingTitle && <p>{i18n._('paper.coming', { title: sheet.meetingTitle })}</p>}
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
        className="size-[24mm] shrink-0"
        shapeRendering="crispEdges"
      >
        <rect width={qr.size} height={qr.size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
    </div>
  )
}

function CodesHead({ sheet }: { sheet: Sheet }) {
  const i18n = useI18n()
  return (
    <>
      <h2>{i18n._('paper.codes')}</h2>
      <p className="mb-2">
        {sheet.address} · <strong>{sheetCode(sheet.code)}</strong>
      </p>
    </>
  )
}

/** What is said before the door is knocked. */
export function useDoorMarks() {
  const i18n = useI18n()
  const languageName = useLanguageName()
  const format = useFormat()
  return ({ unsafe, peaceUntil, languages }: Pick<SheetRow, 'unsafe' | 'peaceUntil' | 'languages'>) =>
    [
      unsafe && `⚠ ${i18n._('disposition.hostile_unsafe')}`,
      peaceUntil && `⊘ ${i18n._('paper.peace', { until: format.day(peaceUntil, 'plain') })}`,
      ...languages.map(languageName),
    ]
      .filter(Boolean)
      .join(', ')
}
