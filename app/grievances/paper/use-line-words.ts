import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { isCommonArea } from '../repair.schema.ts'
import { answerKey, areaKey, categoryKey, channelKey, statusKey } from '../repair-words.ts'
import type { RepairLine, SinceThen } from './repair-lines.server.ts'

/** "4B", or the part of the building everyone uses. */
export function usePlaceWord() {
  const i18n = useI18n()
  return ({ door, commonArea }: RepairLine['repair']) => {
    if (door) return door
    return commonArea && isCommonArea(commonArea) ? i18n._(areaKey(commonArea)) : (commonArea ?? '')
  }
}

/** A repair on paper: since when, and what was promised by when. */
export function useLineWords() {
  const i18n = useI18n()
  const format = useFormat()
  return ({ repair, promise }: RepairLine) => ({
    what: [
      i18n._(categoryKey(repair.category)),
      i18n._('repairPaper.since', { day: format.day(repair.since ?? repair.reportedDay) }),
      repair.owner,
    ]
      .filter(Boolean)
      .join(' · '),
    promised: repair.promisedBy
      ? i18n._(promise ? 'repairPaper.promisedWords' : 'repairPaper.promised', {
          day: format.day(repair.promisedBy),
          words: promise ?? '',
        })
      : repair.landlordDay
        ? i18n._('repairPaper.told', { day: format.day(repair.landlordDay) })
        : i18n._('repairPaper.untold'),
  })
}

/** What happened since the sheet was printed, in order. */
export function useSinceWords() {
  const i18n = useI18n()
  const format = useFormat()
  const what = ({ kind, answer, status, promisedBy }: SinceThen) => {
    if (kind === 'asked_tenant' && answer)
      return i18n._('repairPaper.tenantSaid', { answer: i18n._(answerKey(answer)) })
    if (kind === 'landlord_contact')
      return promisedBy
        ? i18n._('repairPaper.promised', { day: format.day(promisedBy) })
        : i18n._('repairPaper.toldSince')
    return status ? i18n._(statusKey(status)) : null
  }
  return (since: SinceThen[]) =>
    since.flatMap((event) => {
      const words = what(event)
      return words ? [`${format.day(event.day)}: ${words}`] : []
    })
}

export { answerKey as fixedKey, channelKey as toldKey }
