import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Section } from '#app/ui/page.tsx'
import type { Promises } from './count-meeting.ts'

/** Below this many a share says more than is known. */
const leastForShare = 10

/** What was promised against what was done: it says more of a building than what people say. */
export function KeptLine({ promises, isOver }: { promises: Promises; isOver: boolean }) {
  const i18n = useI18n()
  const { percent } = useFormat()
  const { due, kept } = promises
  const words = i18n._('meeting.kept', promises)
  return (
    <Section title={i18n._('meeting.keptTitle')}>
      <p>
        {isOver && due >= leastForShare
          ? i18n._('meeting.keptShare', { words, share: percent(kept / due) })
          : words}
      </p>
      <p className="mt-1 max-w-reading text-hint text-ink-2">{i18n._('meeting.keptHint')}</p>
    </Section>
  )
}
