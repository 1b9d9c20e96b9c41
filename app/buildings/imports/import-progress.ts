import type { Progress } from './import.schema.ts'

type Step = { phase: 'reading' | 'writing'; done: number; total: number }

const running = new Map<string, Step>()

/** Keeps how far an import is, for the page that sent it, until it ends. */
export async function watched<T>(
  accountId: string,
  watch: string | undefined,
  fn: (progress: Progress) => Promise<T>,
) {
  if (!watch) return fn(() => {})
  const key = `${accountId} ${watch}`
  try {
    return await fn((phase, done, total) => running.set(key, { phase, done, total }))
  } finally {
    running.delete(key)
  }
}

export function findProgress(accountId: string, watch: string): Step | null {
  return running.get(`${accountId} ${watch}`) ?? null
}
