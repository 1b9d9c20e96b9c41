/** The page has many forms and one answer: it belongs to the one that was sent. */
export type PersonResult =
  | { errors: Record<string, { type: string; message: string }>; values: Record<string, unknown> }
  | undefined

export function resultFor(intent: string, result: PersonResult) {
  return result?.values.intent === intent ? result : undefined
}
