import type { Reading, Writing } from './store.ts'

/** `page`: written beside it on a locked phone. */
export function draftId(account: string, unitId: string, page?: string) {
  return `draft:${account}:${unitId}${page ? `:${page}` : ''}`
}

/** A door's draft with all that was written beside it. */
export function draftsOf(account: string, unitId: string) {
  const id = draftId(account, unitId)
  return IDBKeyRange.bound(id, `${id};`, false, true)
}

export const unitOfDraft = (account: string, id: string) =>
  id.slice(draftId(account, '').length).split(':')[0] ?? ''

/** The doors with a talk to finish. */
export async function begunAt(tx: Reading | Writing, account: string): Promise<ReadonlySet<string>> {
  const ids = await tx.objectStore('records').index('kind').getAllKeys([account, 'draft'])
  return new Set(ids.map((id) => unitOfDraft(account, id)))
}
