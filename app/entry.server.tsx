import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@react-router/node'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router'
import { resolveLocale } from './core/locale.ts'
import { nonceContext } from './core/request-context.ts'
import { catalogues } from './messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from './messages/i18n.tsx'
import { NonceProvider } from './ui/nonce.tsx'

export const streamTimeout = 5_000

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: RouterContextProvider,
) {
  const locale = resolveLocale(request.headers)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Content-Language', locale)
  if (request.method === 'HEAD') return new Response(null, { status, headers })

  const nonce = context.get(nonceContext)
  const waitsForAll = routerContext.isSpaMode || isbot(request.headers.get('user-agent') ?? '')

  return new Promise<Response>((resolve, reject) => {
    let streaming = false
    const timer = setTimeout(() => abort(), streamTimeout + 1_000)

    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider nonce={nonce}>
        <MessagesProvider i18n={createI18n(locale, catalogues[locale])}>
          <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
        </MessagesProvider>
      </NonceProvider>,
      {
        nonce,
        [waitsForAll ? 'onAllReady' : 'onShellReady']() {
          streaming = true
          const body = new PassThrough({
            final(done) {
              clearTimeout(timer)
              done()
            },
          })
          pipe(body)
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }))
        },
        onShellError(error) {
          clearTimeout(timer)
          reject(error)
        },
        onError(error) {
          status = 500
          if (streaming) console.error(error)
        },
      },
    )
  })
}

/** An answer that a page gave on purpose (404, 403) is no fault; the path stays out of the log. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted || isRouteErrorResponse(error) || error instanceof Response) return
  console.error(error)
}
