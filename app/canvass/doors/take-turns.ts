/**
 * What is done at doors is written one after the other. A second tap at a door that is still being written is the first one once more;
 * a tap at another door waits for its turn. Resolves with whether it was done.
 */
export function takeTurns() {
  const busy = new Set<string>()
  let turn: Promise<unknown> = Promise.resolve()

  const at = async (unitIds: readonly string[], fn: () => Promise<void>) => {
    if (unitIds.some((id) => busy.has(id))) return false
    for (const id of unitIds) busy.add(id)
    const mine = turn.then(fn)
    turn = mine.catch(() => {})
    try {
      await mine
      return true
    } catch {
      return false
    } finally {
      for (const id of unitIds) busy.delete(id)
    }
  }

  return {
    at,
    /** What stays on the screen until it is done is tapped again. */
    alone: async (unitId: string, fn: () => Promise<void>) => busy.size === 0 && at([unitId], fn),
  }
}
