import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { type Start, startReasons } from './where-to-start.ts'

const startKey = keysFor('door.start', startReasons)

/** "emergency at 6B" */
export function useStartWhy() {
  const i18n = useI18n()
  const { list } = useFormat()
  return ({ reason, labels }: Pick<Start<unknown>, 'reason' | 'labels'>) =>
    i18n._(startKey(reason), { doors: list(labels.length > 3 ? [...labels.slice(0, 2), '…'] : labels) })
}
