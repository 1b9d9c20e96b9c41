const patience = 4_000

/** Acts on this phone that no server has yet, after a try to send them. A browser that never had doors is not made a phone by asking. */
export async function unsentHere(): Promise<number> {
  try {
    const stores = await indexedDB.databases?.()
    if (stores && !stores.some(({ name }) => name === 'lintel')) return 0
    const { openPhone } = await import('#app/canvass/offline/phone.ts')
    const phone = await openPhone()
    if (phone.status().waiting > 0)
      await Promise.race([phone.send(), new Promise((resolve) => setTimeout(resolve, patience))])
    return phone.status().waiting
  } catch {
    // A store that cannot be opened says nothing; what is in it stays there.
    return 0
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
