/** Keeps the screens on this phone. Fails in silence: what stands open works, and "ready to go offline" says what is missing. */
export async function registerWorker() {
  if (!import.meta.env?.PROD || !navigator.serviceWorker) return
  try {
    await navigator.serviceWorker.register('/sw.js', { scope: '/' })
    const { active } = await navigator.serviceWorker.ready
    const chosen = /(?:^|; )lintel-locale=(\w+)/.exec(document.cookie)?.[1]
    active?.postMessage({ locale: chosen ?? document.documentElement.lang })
  } catch {
    // The next page tries again.
  }
}
