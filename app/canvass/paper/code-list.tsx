import type { ReactNode } from 'react'
import { repairCategoryCodes } from '#app/grievances/categories.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { heardCodes, languages } from '../lists.ts'
import { useLanguageName } from '../turf/language-names.tsx'
import { askLetters, boxCodes, comingKeys, otherCodes, resultLetters } from './paper.schema.ts'
import { askKey, basisKey, categoryKey, comingKey, heardKey, resultKey, sinceKey } from './paper-words.ts'
import { heardFrom } from './row-codes.ts'
import type { Sheet } from './sheets.server.ts'

const coming = ['yes', 'maybe', 'no'] as const
const since = { t: 'today', w: 'this_week', l: 'longer' } as const
const basis = { sig: 'signed', att: 'attended', rec: 'recruited' } as const

type SheetAsks = Pick<Sheet, 'asks' | 'actionStep' | 'actionTitle'>

/** At the foot of each page: what is written in almost every row, and a number for each kind of repair. */
export function FootCodes({ sheet }: { sheet: SheetAsks }) {
  const i18n = useI18n()
  return (
    <div className="paper-codes">
      <Line head={i18n._('paper.happened')}>
        {[...boxCodes, ...otherCodes].map((code) => [resultLetters[code], i18n._(resultKey(code))])}
      </Line>
      <AskLine sheet={sheet} />
      <p>{i18n._('paper.codes.consent')}</p>
      <RepairLine />
    </div>
  )
}

/** All of them, beside the fields. */
export function AllCodes({ sheet }: { sheet: SheetAsks }) {
  return (
    <>
      <FootCodes sheet={sheet} />
      <MoreCodes />
    </>
  )
}

/** What no foot has room for: a page of its own. */
export function MoreCodes() {
  const i18n = useI18n()
  const languageName = useLanguageName()
  return (
    <div className="paper-codes">
      <Line head={i18n._('paper.codes.heard')}>
        {heardCodes.map((code, at) => [String(heardFrom + at), i18n._(heardKey(code))])}
      </Line>
      <Line head={i18n._('paper.codes.language')}>
        {languages.map((code) => [`l ${code}`, languageName(code)])}
      </Line>
      <Line head={i18n._('paper.codes.more')}>
        {[
          ['b 29', i18n._('paper.codes.back')],
          ['j', i18n._('paper.codes.join')],
          ['q', i18n._('paper.codes.quoted')],
          ...Object.entries(basis).map(([key, code]) => [key, i18n._(basisKey(code))]),
        ]}
      </Line>
      <p>{i18n._('paper.codes.comma')}</p>
    </div>
  )
}

function AskLine({ sheet }: { sheet: SheetAsks }) {
  const i18n = useI18n()
  const answers = coming.map((answer) => `${comingKeys[answer]} ${i18n._(comingKey(answer))}`).join(', ')
  return (
    <Line head={i18n._('paper.codes.asks', { answers })}>
      {sheet.asks.map((step, at) => [
        askLetters[at] ?? '',
        step === sheet.actionStep && sheet.actionTitle
          ? i18n._('paper.codes.action', { ask: i18n._(askKey(step)), title: sheet.actionTitle })
          : i18n._(askKey(step)),
      ])}
    </Line>
  )
}

function RepairLine() {
  const i18n = useI18n()
  const short = useShortCategory()
  const when = Object.entries(since)
    .map(([key, code]) => `${key} ${i18n._(sinceKey(code))}`)
    .join(', ')
  return (
    <Line head={i18n._('paper.codes.repairs', { when })}>
      {repairCategoryCodes.map((code, at) => [String(at + 1), short(code)])}
    </Line>
  )
}

function Line({ head, children }: { head: ReactNode; children: string[][] }) {
  return (
    <p>
      <span className="font-semibold">{head}</span>{' '}
      {children.map(([key, words], at) => (
        <span key={key}>
          {at > 0 && ' · '}
          <strong>{key}</strong> {words}
        </span>
      ))}
    </p>
  )
}

/** "Leak", where a form says "Leak, flood or sewage". */
export function useShortCategory() {
  const i18n = useI18n()
  return (code: (typeof repairCategoryCodes)[number]) => {
    const short = `short.${code}`
    return i18n._(short in i18n.messages ? short : categoryKey(code))
  }
}
