import { useI18n } from '#app/messages/i18n.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import type { Standing } from './people.server.ts'
import { standingKey } from './people-words.ts'

const tones = { member: 'ok', pending: 'look', none: 'plain' } as const

export function StandingChip({ standing }: { standing: Standing }) {
  const i18n = useI18n()
  return <StatusChip tone={tones[standing]}>{i18n._(standingKey(standing))}</StatusChip>
}
