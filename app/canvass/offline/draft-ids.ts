/** `page`: written beside it on a locked phone. */
export function draftId(account: string, unitId: string, page?: string) {
  return `draft:${account}:${unitId}${page ? `:${page}` : ''}`
}

/** A door's draft with all that was written beside it. */
export function draftsOf(account: string, unitId: string) {
  const id = draftId(account, unitId)
  return IDBKeyRange.bound(id, `${id};`, false, true)
}
