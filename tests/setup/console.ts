import { vi } from 'vitest'

let written: string[] = []
let expected: RegExp[] = []

/** For a test that is about something being logged. */
export function expectConsole(...patterns: RegExp[]) {
  expected.push(...patterns)
}

export function watchConsole() {
  written = []
  expected = []
  for (const method of ['error', 'warn'] as const) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      written.push(
        parts.map((part) => (part instanceof Error ? (part.stack ?? part.message) : String(part))).join(' '),
      )
    })
  }
}

export function takeUnexpected() {
  return written.filter((line) => !expected.some((pattern) => pattern.test(line)))
}
