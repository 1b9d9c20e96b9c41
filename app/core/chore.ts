import { logFault } from './http/log.ts'

export type Chore = { name: string; everyMinutes: number; run(): Promise<void> }

/** Starts each chore now and at its own pace after; one that fails is tried again at its next time. */
export function startChores(chores: Chore[]) {
  for (const { name, everyMinutes, run } of chores) {
    let running = false
    const attempt = async () => {
      if (running) return
      running = true
      await run().catch((error: unknown) => logFault(`chore: ${name}`, error))
      running = false
    }
    void attempt()
    setInterval(attempt, everyMinutes * 60_000).unref()
  }
}
