const holds = new Set<object>()
const ask = (event: BeforeUnloadEvent) => {
  event.preventDefault()
  // Older browsers ask only so.
  event.returnValue = true
}

/** While anything holds it, closing or reloading the page asks first: also after the part that held it was left. */
export function holdPage() {
  const hold = {}
  if (holds.size === 0) addEventListener('beforeunload', ask)
  holds.add(hold)
  return () => {
    if (holds.delete(hold) && holds.size === 0) removeEventListener('beforeunload', ask)
  }
}
