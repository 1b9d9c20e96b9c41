import type { Refusal } from './sync.schema.ts'

/** What a data error says about the act that caused it; null when it is nobody's fault. */
export function refusalOf(error: unknown): Refusal | null {
  const state = String((error as { code?: unknown } | null)?.code ?? '')
  if (state === '23505') return 'id_taken'
  if (state === '23503') return 'not_there'
  if (state === '42501') return 'not_your_turf'
  return /^2[23]/.test(state) ? 'refused' : null
}
