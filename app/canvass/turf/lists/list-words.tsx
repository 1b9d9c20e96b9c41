import { categoryKey } from '#app/grievances/repair-words.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { dispositionCodes } from '../../lists.ts'
import { useLanguageName } from '../language-names.tsx'
import { type Conditions, followUpCodes, levelCodes, memberCodes, talkedCodes } from './list.schema.ts'
import type { FoundDoor, ListBuilding } from './lists.server.ts'
import { readyCodes } from './ready-lists.ts'

export const readyKey = keysFor('list.ready', readyCodes)
export const talkedKey = keysFor('list.talked', talkedCodes)
export const memberKey = keysFor('list.member', memberCodes)
export const followUpKey = keysFor('list.followUp', followUpCodes)
export const levelKey = keysFor('level', levelCodes)
export const meansKey = keysFor('levelMeans', levelCodes)
export const resultKey = keysFor('disposition', dispositionCodes)

/** "Not reached in 3 tries · speaks Spanish · floor 3 · 418 Alder St". */
export function useConditionsText(buildings: readonly ListBuilding[]) {
  const i18n = useI18n()
  const format = useFormat()
  const languageName = useLanguageName()
  const either = (items: readonly string[]) =>
    new Intl.ListFormat(i18n.locale, { type: 'disjunction' }).format(items)
  return (asked: Conditions) => {
    const { levels, repair } = asked
    const parts = [
      asked.notReachedIn !== null && i18n._('list.notReached', { tries: asked.notReachedIn }),
      asked.talked && i18n._(talkedKey(asked.talked)),
      asked.languages.length > 0 &&
        i18n._('list.speaks', { languages: either(asked.languages.map(languageName)) }),
      asked.results.length > 0 &&
        i18n._('list.lastResult', { results: either(asked.results.map((code) => i18n._(resultKey(code)))) }),
      asked.resultWithin !== null && i18n._('list.within', { days: asked.resultWithin }),
      asked.notKnockedFor !== null && i18n._('list.notFor', { days: asked.notKnockedFor }),
      asked.floors.length > 0 &&
        i18n._('plan.onFloors', { count: asked.floors.length, floors: format.list(asked.floors) }),
      asked.lines.length > 0 && i18n._('list.onLines', { lines: format.list(asked.lines) }),
      levels.length > 0 && either(levels.map((code) => i18n._(levelKey(code)))),
      asked.followUp && i18n._(followUpKey(asked.followUp)),
      repair &&
        (repair === 'any'
          ? i18n._('list.anyRepair')
          : i18n._('list.repairOf', { what: i18n._(categoryKey(repair)) })),
      asked.yesNotCame && i18n._('list.yesNotCame'),
      asked.member && i18n._(memberKey(asked.member)),
      asked.refusedOver && i18n._('list.refusedOver'),
      asked.newDoor && i18n._('list.newDoor'),
      buildings.find(({ buildingId }) => buildingId === asked.buildingId)?.address,
    ].filter((part) => typeof part === 'string')
    return parts.length > 0 ? parts.join(' · ') : i18n._('list.everyDoor')
  }
}

/** Why this door is here, in what was written at it. */
export function useDoorText() {
  const i18n = useI18n()
  const format = useFormat()
  const languageName = useLanguageName()
  return ({ tries, lastDay, lastDisposition, reachedDay, languages }: FoundDoor) =>
    [
      tries === 0 ? i18n._('list.talked.never_tried') : i18n._('list.tries', { tries }),
      reachedDay && reachedDay !== lastDay && i18n._('list.reached', { day: format.day(reachedDay) }),
      lastDay && lastDisposition && `${format.day(lastDay)}: ${i18n._(resultKey(lastDisposition))}`,
      languages.length > 0 && format.list(languages.map(languageName)),
    ]
      .filter((part) => typeof part === 'string')
      .join(' · ')
}
