import type { Progress } from './import.schema.ts'

type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>
type Words = Record<'reading' | 'writing', (done: number, total: number) => string>

/** A bar that moves in a terminal; in a log, a line for what takes longer than a second. */
export function progressBar(terminal: Terminal, words: Words): { progress: Progress; end(): void } {
  let shown = ''
  let saidAt = performance.now()
  return {
    progress(phase, done, total) {
      const share = total > 0 ? Math.min(1, done / total) : 1
      const text = words[phase](done, total)
      if (!terminal.isTTY) {
        if (performance.now() - saidAt < 1000) return
        saidAt = performance.now()
        terminal.write(`${text}\n`)
        return
      }
      const filled = Math.round(share * 24)
      const line = `▐${'█'.repeat(filled)}${'·'.repeat(24 - filled)}▌ ${text}`
      terminal.write(`\r${line.padEnd(shown.length)}`)
      shown = line
    },
    end() {
      if (shown) terminal.write(`\r${' '.repeat(shown.length)}\r`)
      shown = ''
    },
  }
}
