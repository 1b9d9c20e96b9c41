import { useI18n } from '#app/messages/i18n.tsx'
import type { Outcome } from './because.server.ts'

/** What came of it, in numbers: nothing is said of what did not happen yet. */
export function BecauseLines({ outcome }: { outcome: Outcome }) {
  const i18n = useI18n()
  const { doors, talks, came, repairs, fixed, joined, promises, kept } = outcome
  if (doors === 0) return <p className="text-ink-2">{i18n._('because.nothing')}</p>
  const lines = [
    i18n._('because.talks', { doors, talks }),
    came > 0 && i18n._('because.came', { came }),
    repairs > 0 && i18n._('because.repairs', { repairs, fixed }),
    joined > 0 && i18n._('because.joined', { joined }),
    promises > 0 && i18n._('because.kept', { kept, promises }),
  ].filter((line) => line !== false)
  return (
    <ul className="list-disc pl-5">
      {lines.map((line) => (
        <li key={line} className="py-0.5">
          {line}
        </li>
      ))}
    </ul>
  )
}
