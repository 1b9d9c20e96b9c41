/**
 * Handed from one page to the next in memory alone: what a page puts into the browser's history lies on the disk in clear, and stays
 * there when the phone is locked or emptied. Looked at while a page is drawn, dropped once it stands.
 */
export function createHand<T>() {
  let held: T | null = null
  return {
    give(what: T) {
      held = what
    },
    look: () => held,
    drop() {
      held = null
    },
  }
}
