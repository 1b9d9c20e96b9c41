type Container = Pick<ServiceWorkerContainer, 'ready' | 'register'> & { controller: unknown }

/** Between two tries; then the next page goes on. */
const waits = [10_000, 20_000, 40_000, 80_000, 160_000]

/** Keeps the screens on this phone. Fails in silence: what stands open works, and "ready to go offline" says what is missing. */
export async function registerWorker() {
  if (!import.meta.env?.PROD || !navigator.serviceWorker) return
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  await keepScreens(navigator.serviceWorker, () => navigator.onLine, pause, wantedLocale)
}

/**
 * All of it comes or nothing: where one of a hundred files is lost on its way there is no worker, and a page that stays open would never
 * be ready. So whoever is nobody's after a while asks again.
 */
export async function keepScreens(
  container: Container,
  isOnline: () => boolean,
  pause: (ms: number) => Promise<void>,
  locale: () => string,
) {
  const greet = ({ active }: ServiceWorkerRegistration) => active?.postMessage({ locale: locale() })
  container.ready.then(greet, () => {})
  for (const wait of waits) {
    if (isOnline()) container.register('/sw.js', { scope: '/' }).then(greet, () => {})
    await pause(wait)
    if (container.controller) return
  }
}

function wantedLocale() {
  return /(?:^|; )lintel-locale=(\w+)/.exec(document.cookie)?.[1] ?? document.documentElement.lang
}
