const patience = 4_000

export type Unsent = { waiting: number; photos: number }
const none: Unsent = { waiting: 0, photos: 0 }

/** What is on this phone and at no server yet, after a try to send it. A browser that never had doors is not made a phone by asking. */
export async function unsentHere(): Promise<Unsent> {
  try {
    const stores = await indexedDB.databases?.()
    if (stores && !stores.some(({ name }) => name === 'lintel')) return none
    const { openPhone } = await import('#app/canvass/offline/phone.ts')
    const phone = await openPhone()
    if (phone.status().waiting > 0)
      await Promise.race([phone.send(), new Promise((resolve) => setTimeout(resolve, patience))])
    const { waiting, photos } = phone.status()
    return { waiting, photos }
  } catch {
    // A store that cannot be opened says nothing; what is in it stays there.
    return none
  }
}

/** Names leave the open pages with whoever goes. */
export async function lockHere() {
  const stores = await indexedDB.databases?.().catch(() => [])
  if (stores && !stores.some(({ name }) => name === 'lintel')) return
  const { openPhone } = await import('#app/canvass/offline/phone.ts')
  await openPhone().then(
    (phone) => phone.lock(),
    () => {},
  )
}
