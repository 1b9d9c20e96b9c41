import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { type Start, startReasons } from './where-to-start.ts'

const startKey = keysFor('door.start', startReasons)

/** "Start on 6: emergency at 6B" */
export function useStartText() {
  const i18n = useI18n()
  const { list } = useFormat()
  return ({ place, reason, labels }: Start<string>) =>
    i18n._('door.start', {
      place,
      why: i18n._(startKey(reason), {
        count: labels.length,
        doors: list(labels.length > 3 ? [...labels.slice(0, 2), '…'] : labels),
      }),
    })
}
