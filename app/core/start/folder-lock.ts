import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** One process at a time; a lock whose holder is gone counts for nothing. */
export async function withLock<Result>(path: string, fn: () => Promise<Result>) {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
      if (holder && !isAlive(holder)) rmSync(path, { force: true })
      else await pause(30)
    }
  }
  try {
    return await fn()
  } finally {
    rmSync(path, { force: true })
  }
}

export function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export function pause(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
