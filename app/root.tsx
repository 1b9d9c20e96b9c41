import signFont from '@fontsource-variable/archivo-narrow/files/archivo-narrow-latin-wght-normal.woff2?url'
import textFont from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import type { ReactNode } from 'react'
import {
  Links,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunctionArgs,
  useRouteLoaderData,
} from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { wordsFor } from '#app/messages/page-words.ts'
import { BeamPatterns } from '#app/ui/beam.tsx'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { showLight } from '#app/ui/light.ts'
import { useNonce } from '#app/ui/nonce.tsx'
import { ProgressLine } from '#app/ui/progress-line.tsx'
import type { Route } from './+types/root.ts'
import './app.css'
import { resolveLocale, resolveTheme } from './core/locale.ts'

const font = { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' } as const

export const links: Route.LinksFunction = () => [
  { ...font, href: signFont },
  { ...font, href: textFont },
  // Not the drawn one: browsers draw it anew at each change of address, and at the door every tap is one.
  { rel: 'icon', href: '/favicon.ico', sizes: '32x32' },
  { rel: 'apple-touch-icon', href: '/apple-touch-icon.png' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
]

/** Nothing personal: the shells kept on phones are made from this. */
export function loader({ request }: Route.LoaderArgs) {
  const { headers, url } = request
  return { locale: resolveLocale(headers), theme: resolveTheme(headers, new URL(url).pathname) }
}

/** From a door to the desk more words are needed; they come while the page's data does. */
export const clientMiddleware: Route.ClientMiddlewareFunction[] = [
  async ({ request }, next) => {
    const path = new URL(request.url).pathname
    const [results] = await Promise.all([next(), wordsFor(path)])
    showLight(path)
    return results
  },
]

/** Offline, asking again would fail every move inside the app; a change of language loads the page anew. */
export function shouldRevalidate({ formAction }: ShouldRevalidateFunctionArgs) {
  return navigator.onLine && formAction === '/language'
}

export function Layout({ children }: { children: ReactNode }) {
  const i18n = useI18n()
  const nonce = useNonce()
  const root = useRouteLoaderData<typeof loader>('root')
  const theme = root && root.theme !== 'auto' ? root.theme : undefined

  return (
    // A page kept on the phone is in the light chosen since before React wakes up.
    <html lang={i18n.locale} data-theme={theme} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#eef1ec" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0f1714" media="(prefers-color-scheme: dark)" />
        <meta name="robots" content="noindex" />
        <Links nonce={nonce} />
      </head>
      <body>
        <BeamPatterns />
        <ProgressLine />
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} />
}
