import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { useLanguageName } from '../turf/language-names.tsx'
import { useShortCategory } from './code-list.tsx'
import type { EntryRowProps } from './entry-row.tsx'
import type { Said } from './paper.schema.ts'
import {
  askKey,
  basisKey,
  comingKey,
  heardKey,
  problemKey,
  resultKey,
  sinceKey,
  whyKey,
} from './paper-words.ts'
import type { Sheet } from './sheets.server.ts'

/** What a row says, in words, and whether it is saved. */
export function useStateText() {
  const i18n = useI18n()
  const format = useFormat()
  const saidWords = useSaidWords()
  return ({ sheet, entry, draft, read, isOpen, mark }: EntryRowProps) => {
    if (mark && mark !== 'waiting') return i18n._(whyKey(mark))
    if (!draft) return entry ? i18n._('paper.enteredByOther') : ''
    if (read?.wrong) return i18n._('paper.codes.wrong', { code: read.wrong })
    if (read?.problem) return i18n._(problemKey(read.problem))
    const words = [
      i18n._(resultKey(draft.disposition)),
      ...(read ? saidWords(read.said, sheet) : []),
      entry?.day && !isOpen && format.day(entry.day),
      entry && !entry.said && !isOpen && i18n._('paper.notShown'),
    ]
    const how = isOpen ? 'paper.notSaved' : mark === 'waiting' ? 'paper.saving' : 'paper.saved'
    return `${words.filter(Boolean).join(' · ')} · ${i18n._(how)}`
  }
}

function useSaidWords() {
  const i18n = useI18n()
  const format = useFormat()
  const languageName = useLanguageName()
  const short = useShortCategory()
  return (said: Said, { asks }: Sheet) => {
    const {
      level,
      basis = [],
      coming,
      languages = [],
      heard = [],
      consents = [],
      repairs = [],
      followUp,
    } = said
    return [
      level,
      ...basis.filter((code) => code !== 'said').map((code) => i18n._(basisKey(code))),
      coming && `${i18n._('paper.comingHead')} ${i18n._(comingKey(coming))}`,
      ...(said.asks ?? []).flatMap(({ n, answer }) =>
        asks[n] ? [`${i18n._(askKey(asks[n]))}: ${i18n._(comingKey(answer))}`] : [],
      ),
      ...languages.map(languageName),
      ...heard.map((code) => i18n._(heardKey(code))),
      ...repairs.map(({ category, since, words }) =>
        [`◆ ${short(category)}, ${i18n._(sinceKey(since))}`, words].filter(Boolean).join(': '),
      ),
      ...consents.map(({ purpose, channel, given }) =>
        [i18n._(consentKey(purpose, channel)), i18n._(comingKey(given ? 'yes' : 'no'))].join(': '),
      ),
      said.join && i18n._('paper.codes.join'),
      said.listensTo && `${i18n._('paper.listensTo')}: ${said.listensTo.join(', ')}`,
      followUp && [followUp.what, followUp.due && format.day(followUp.due)].filter(Boolean).join(', '),
    ]
  }
}

function consentKey(purpose: string, channel: string | undefined) {
  if (purpose === 'keep') return 'paper.consent.keep'
  return channel === 'call' ? 'paper.consent.call' : 'paper.consent.text'
}
