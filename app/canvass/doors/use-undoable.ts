import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { dispositionKey } from './door-words.ts'
import type { useKnocks } from './use-knocks.ts'

/** "4A · Not home · saved", and back to that door when it is taken back. */
export function useUndoable({ last, undo }: ReturnType<typeof useKnocks>, go: (unitId: string) => void) {
  const i18n = useI18n()
  const { list } = useFormat()
  if (!last) return null
  const labels = list(last.labels)
  if (last.takenBack) return { text: `${labels} · ${i18n._('door.takenBack')}` }
  return {
    text: [
      labels,
      i18n._(dispositionKey(last.disposition)),
      last.flyer && i18n._('door.withFlyer'),
      i18n._('door.isSaved'),
    ]
      .filter(Boolean)
      .join(' · '),
    onUndo: async () => {
      if (await undo()) go(last.unitId)
    },
  }
}
