export type Logged = { method: string; pattern: string; status: number; ms: number }

/** The pattern, never the path: an address can hold an id, a name or an invitation. */
export function logRequest({ method, pattern, status, ms }: Logged) {
  console.log(`${method} ${pattern} ${status} ${ms.toFixed(0)} ms`)
}

/** PostgreSQL puts the refused values into its message; its code and our own lines are enough to find the fault. */
export function logFault(where: string, error: unknown) {
  if (!(error instanceof Error)) {
    console.error(`${where}: something other than an error was thrown`)
    return
  }
  const { code, severity } = error as { code?: string; severity?: string }
  const what = severity ? `PostgreSQL ${code}` : `${error.name}: ${error.message}`
  const lines = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  console.error([`${where}: ${what}`, ...lines.slice(0, 12)].join('\n'))
}
