// Runs by itself, outside every page: vite-service-worker.ts strips the types and sets the two names below.
declare const files: string[]
declare const version: string

/** What TypeScript's page library does not know of a worker. */
type Waiting = { waitUntil(done: Promise<unknown>): void }
type Asking = Waiting & { request: Request; respondWith(answer: Promise<Response>): void }
type Worker = {
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(type: 'fetch', listener: (event: Asking) => void): void
  addEventListener(type: 'message', listener: (event: Waiting & { data: unknown }) => void): void
  clients: { claim(): Promise<void> }
  cookieStore?: { get(name: string): Promise<{ value?: string } | null> }
}

const worker = self as unknown as Worker
const name = `lintel-${version}`
const settings = 'lintel-settings'
const locales = ['en', 'es']

/** The address whose frame stands for all of its kind: the frame holds no data, so any id will do. */
const frames: [RegExp, string][] = [
  [/^\/doors\/?$/, '/doors'],
  [/^\/doors\/turf\/[^/]+\/?$/, '/doors/turf/0'],
  [/^\/doors\/unlock\/?$/, '/doors/unlock'],
  [/^\/doors\/practice\/?$/, '/doors/practice'],
  [/^\/doors\/hand-in\/?$/, '/doors/hand-in'],
  [/^\/doors\/turf\/[^/]+\/photo\/?$/, '/doors/turf/0/photo'],
  [/^\/doors\/turf\/[^/]+\/card\/?$/, '/doors/turf/0/card'],
]

/** Without network every other page is this one, for an installed app has no way back from the browser's own. */
const noNetwork = '/doors/no-network'

worker.addEventListener('install', (event) => event.waitUntil(fill()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))

worker.addEventListener('message', (event) => {
  // A page that was on its way while this worker took over is nobody's: it would wait for ever to be ready.
  event.waitUntil(worker.clients.claim())
  const locale = (event.data as { locale?: unknown } | null)?.locale
  if (locales.some((known) => known === locale)) event.waitUntil(remember(String(locale)))
})

/** Public files and empty frames only: what is asked for with a name on it goes to the network as if nobody stood here. */
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  const frame = request.mode === 'navigate' ? frames.find(([path]) => path.test(pathname))?.[1] : undefined
  if (frame) event.respondWith(answerFrame(frame, request))
  else if (request.mode === 'navigate' && pathname === '/') event.respondWith(openApp(request))
  else if (request.mode === 'navigate') event.respondWith(answerPage(request))
  else if (pathname.startsWith('/assets/') || files.includes(pathname)) event.respondWith(answerFile(request))
})

async function answerFile(request: Request) {
  return (await caches.match(request, { ignoreVary: true, ignoreSearch: true })) ?? fetch(request)
}

/** From the home screen without network: the doors are what works there. */
async function openApp(request: Request) {
  return fetch(request).catch(() => Response.redirect('/doors'))
}

/** At its own address: asked for again, it comes as soon as there is a network. */
async function answerPage(request: Request) {
  try {
    return await fetch(request)
  } catch (error) {
    const cache = await caches.open(name)
    const kept = await cache.match(frameKey(await chosenLocale(), noNetwork))
    if (!kept) throw error
    return kept
  }
}

async function answerFrame(path: string, request: Request) {
  const cache = await caches.open(name)
  return (await cache.match(frameKey(await chosenLocale(), path))) ?? fetch(request)
}

/** All or nothing: a worker that lacks a file never becomes active. */
async function fill() {
  const cache = await caches.open(name)
  const wanted = new Set(files)
  for (const locale of locales) {
    for (const [, path] of frames) {
      const { html, frame } = await fetchFrame(path, locale)
      for (const [file] of html.matchAll(/\/assets\/[\w.~-]+\.(?:js|css|woff2)/g)) wanted.add(file)
      await cache.put(frameKey(locale, path), frame)
    }
    const { html, frame } = await fetchFrame(noNetwork, locale)
    await cache.put(
      frameKey(locale, noNetwork),
      new Response(withoutScripts(html), { headers: frame.headers }),
    )
  }
  await Promise.all([...wanted].map(async (file) => cache.put(file, await fetchFile(file))))
}

async function fetchFile(file: string) {
  const response = await fetch(file, { credentials: 'omit', cache: 'no-cache', redirect: 'error' })
  const isPage = /^text\/html/.test(response.headers.get('Content-Type') ?? '')
  if (!response.ok || isPage) throw new Error(`Not the file ${file}`)
  return response
}

/** Without the cookie nobody is known, so nobody's name can be in it. A hotel's sign-in page is not ours. */
async function fetchFrame(path: string, locale: string) {
  const response = await fetch(path, {
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    headers: { Accept: 'text/html', 'Accept-Language': locale },
  })
  const html = await response.text()
  if (!response.ok || !html.includes(`<html lang="${locale}"`) || !html.includes('/assets/'))
    throw new Error(`Not our frame ${path}`)
  const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8' })
  for (const kept of [
    'Content-Security-Policy',
    'Permissions-Policy',
    'Referrer-Policy',
    'Content-Language',
  ]) {
    const value = response.headers.get(kept)
    if (value) headers.set(kept, value)
  }
  return { html, frame: new Response(html, { headers }) }
}

/** It stands at other pages' addresses, where its scripts would look for theirs. */
function withoutScripts(html: string) {
  return html.replace(/<script\b.*?<\/script>|<link rel="modulepreload"[^>]*>/gs, '')
}

async function takeOver() {
  const names = await caches.keys()
  const old = names.filter((each) => each.startsWith('lintel-') && each !== name && each !== settings)
  await Promise.all(old.map((each) => caches.delete(each)))
  await worker.clients.claim()
}

async function chosenLocale() {
  const cookie = await worker.cookieStore?.get('lintel-locale').catch(() => null)
  if (cookie?.value && locales.includes(cookie.value)) return cookie.value
  const remembered = await (await caches.open(settings)).match('/locale')
  const text = await remembered?.text()
  if (text) return text
  const wanted = navigator.languages.map((tag) => tag.split('-')[0] ?? '')
  return wanted.find((tag) => locales.includes(tag)) ?? 'en'
}

async function remember(locale: string) {
  const cache = await caches.open(settings)
  await cache.put('/locale', new Response(locale))
}

function frameKey(locale: string, path: string) {
  return `/frame/${locale}${path}`
}
