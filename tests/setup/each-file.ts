import { afterAll, afterEach, beforeEach, vi } from 'vitest'
import { takeUnexpected, watchConsole } from './console.ts'
import { dropTestDatabase } from './database.ts'

beforeEach(watchConsole)

afterEach(() => {
  const unexpected = takeUnexpected()
  vi.restoreAllMocks()
  if (unexpected.length > 0) throw new Error(`Written to the console:\n${unexpected.join('\n')}`)
})

afterAll(dropTestDatabase)
