import { useStaircaseName } from '#app/buildings/use-staircase-name.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { leftOutReasons } from './plan-doors.ts'
import { type Start, startKinds } from './rank-starts.ts'

export const leftOutKey = keysFor('plan.leftOut', leftOutReasons)
const startKey = keysFor('plan.start', startKinds)

/** "Start on 6: 1 emergency, 4 never tried". */
export function useStartText() {
  const i18n = useI18n()
  const format = useFormat()
  const staircaseName = useStaircaseName()
  return ({ entrance, floor, reasons }: Pick<Start, 'entrance' | 'floor' | 'reasons'>) =>
    i18n._('plan.startOn', {
      floor: entrance ? `${floor} (${staircaseName(entrance)})` : floor,
      why: format.list(reasons.map(({ kind, doors }) => i18n._(startKey(kind), { doors }))),
    })
}
