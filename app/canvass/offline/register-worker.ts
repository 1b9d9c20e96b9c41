type Installed = Pick<ServiceWorker, 'state' | 'postMessage'> & Pick<EventTarget, 'addEventListener'>
type Workers = {
  register(path: string, options: { scope: string }): Promise<{ installing: Installed | null }>
  ready: Promise<{ active: Installed | null }>
}

const soon = (again: () => void) => setTimeout(again, 10_000)

/** Keeps the screens on this phone. Fails in silence: what stands open works, and "ready to go offline" says what is missing. */
export async function registerWorker() {
  if (import.meta.env?.PROD && navigator.serviceWorker) await keepRegistered(navigator.serviceWorker)
}

/** One file that does not come in bad network, and the browser keeps none of them: it is asked until they are all there. */
export async function keepRegistered(workers: Workers, later: (again: () => void) => void = soon) {
  const again = () => void keepRegistered(workers, later)
  try {
    const { installing } = await workers.register('/sw.js', { scope: '/' })
    installing?.addEventListener('statechange', () => installing.state === 'redundant' && later(again))
    const { active } = await workers.ready
    const chosen = /(?:^|; )lintel-locale=(\w+)/.exec(document.cookie)?.[1]
    active?.postMessage({ locale: chosen ?? document.documentElement.lang })
  } catch {
    later(again)
  }
}
