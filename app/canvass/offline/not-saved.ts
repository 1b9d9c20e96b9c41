import { NotSaved, type NotSavedReason } from './phone-types.ts'

/** Whatever goes wrong in there is said as what it means: it is not on the disk. */
export async function orNotSaved<T>(fn: () => Promise<T>): Promise<T> {
  try {
    return await fn()
  } catch (error) {
    throw error instanceof NotSaved ? error : new NotSaved(reasonOf(error), error)
  }
}

export function reasonOf(error: unknown): NotSavedReason {
  return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'closed'
}
