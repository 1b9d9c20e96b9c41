import { useShortCategory } from '#app/canvass/paper/code-list.tsx'
import { rowCode, sheetCode } from '#app/canvass/paper/paper-code.ts'
import { PaperPage } from '#app/canvass/paper/paper-page.tsx'
import { Boxes } from '#app/canvass/paper/sheet-rows.tsx'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { SeverityMark } from '#app/ui/marks.tsx'
import { repairCategoryCodes } from '../categories.ts'
import { severityKey } from '../repair-words.ts'
import type { RepairLine } from './repair-lines.server.ts'
import { channelKeys, fixedKeys, freeLines } from './repair-paper.schema.ts'
import type { RepairSheet } from './repair-sheets.server.ts'
import { fixedKey, toldKey, useLineWords, usePlaceWord } from './use-line-words.ts'

const linesOfPage = 6
const marks = { emergency: 'e', dangerous: 'd', serious: 's', other: 'o' } as const

type RepairSheetProps = { sheet: RepairSheet; lines: RepairLine[]; by: string }

/** The rows of a sheet and its free lines, in the order they are printed. */
export function allLines(lines: readonly RepairLine[]): (RepairLine | { n: number })[] {
  const printed = Math.max(0, ...lines.filter(({ isNew }) => !isNew).map(({ n }) => n))
  const free = Array.from({ length: freeLines }, (_, at) => ({ n: printed + at + 1 }))
  return [...lines, ...free.filter(({ n }) => !lines.some((line) => line.n === n))].sort((a, b) => a.n - b.n)
}

/** The same, but for a last page of one or two free lines and nothing else: it is not worth its paper. */
export function printedLines(lines: readonly RepairLine[]): (RepairLine | { n: number })[] {
  const all = allLines(lines)
  const onLast = all.length % linesOfPage
  const last = onLast > 2 ? [] : all.slice(all.length - onLast)
  return last.some((line) => 'repair' in line) ? all : all.slice(0, all.length - last.length)
}

/** What is open in a building, to be carried: what was promised, whether it is fixed, whom one told. No tenant's name. */
export function RepairSheetPages({ sheet, lines, by }: RepairSheetProps) {
  const i18n = useI18n()
  const format = useFormat()
  const all = printedLines(lines)
  const pages = Math.ceil(all.length / linesOfPage)
  return Array.from({ length: pages }, (_, at) => (
    <PaperPage
      key={all[at * linesOfPage]?.n}
      code={sheetCode(sheet.code)}
      page={at + 1}
      pages={pages}
      by={by}
    >
      <h2>
        {sheet.address} · {format.day(sheet.day)}
      </h2>
      <p className="mb-2">
        <bdi>{sheet.bodyName}</bdi> · {i18n._('repairPaper.open', { count: lines.length })} ·{' '}
        <strong>{sheetCode(sheet.code)}</strong>
      </p>
      <table className="paper-rows paper-pairs">
        <thead>
          <tr>
            <th className="w-[17mm]">{i18n._('paper.code')}</th>
            <th className="w-[24mm]">{i18n._('repairPaper.where')}</th>
            <th className="w-[44mm]">{i18n._('repairPaper.fixed')}</th>
            <th className="w-[44mm]">{i18n._('repairPaper.toldHead')}</th>
            <th>{i18n._('repairPaper.promiseHead')}</th>
          </tr>
        </thead>
        {all.slice(at * linesOfPage, (at + 1) * linesOfPage).map((line) => (
          <Line key={line.n} sheet={sheet} line={line} />
        ))}
      </table>
      <FootCodes />
    </PaperPage>
  ))
}

function Line({ sheet, line }: { sheet: RepairSheet; line: RepairLine | { n: number } }) {
  const i18n = useI18n()
  const words = useLineWords()
  const place = usePlaceWord()
  if (!('repair' in line))
    return (
      <tbody>
        <tr>
          <td rowSpan={3}>{rowCode(sheet.code, line.n)}</td>
          <td rowSpan={3} />
          <td colSpan={3}>{i18n._('repairPaper.newLine')}</td>
        </tr>
        <tr>
          <td colSpan={3} />
        </tr>
        <tr>
          <td colSpan={3} />
        </tr>
      </tbody>
    )
  const { repair } = line
  const { what, promised } = words(line)
  return (
    <tbody>
      <tr>
        <td rowSpan={3}>{rowCode(sheet.code, line.n)}</td>
        <td rowSpan={3}>
          <strong>{place(repair)}</strong>
        </td>
        <td colSpan={3}>
          <SeverityMark severity={marks[repair.severity]}>
            {i18n._(severityKey(repair.severity))}
          </SeverityMark>{' '}
          {what}
        </td>
      </tr>
      <tr>
        <td colSpan={3}>
          <span className="paper-clamp">{promised}</span>
        </td>
      </tr>
      <tr>
        <td>
          <Boxes marks={Object.values(fixedKeys)} />
        </td>
        <td>
          <Boxes marks={Object.values(channelKeys)} />
        </td>
        <td />
      </tr>
    </tbody>
  )
}

/** What the letters mean, and a number for each kind of repair. */
export function FootCodes() {
  const i18n = useI18n()
  const short = useShortCategory()
  return (
    <div className="paper-codes">
      <p>
        <span className="font-semibold">{i18n._('repairPaper.fixed')}</span>{' '}
        {(['yes', 'partly', 'no'] as const)
          .map((answer) => `${fixedKeys[answer]} ${i18n._(fixedKey(answer))}`)
          .join(' · ')}
        {'. '}
        <span className="font-semibold">{i18n._('repairPaper.toldHead')}</span>{' '}
        {(['call', 'letter', 'email', 'text', 'visit'] as const)
          .map((channel) => `${channelKeys[channel]} ${i18n._(toldKey(channel))}`)
          .join(' · ')}
      </p>
      <p>
        <span className="font-semibold">{i18n._('repairPaper.kinds')}</span>{' '}
        {repairCategoryCodes.map((code, at) => (
          <span key={code}>
            {at > 0 && ' · '}
            <strong>{at + 1}</strong> {short(code)}
          </span>
        ))}
      </p>
    </div>
  )
}
