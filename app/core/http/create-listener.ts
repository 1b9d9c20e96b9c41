import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { RouterContextProvider } from 'react-router'
import type { Endpoint } from '#app/core/endpoint.ts'
import {
  nonceContext,
  pathContext,
  sessionContext,
  surfaceContext,
  visitorContext,
} from '#app/core/request-context.ts'
import { findSessionId, isSecure } from '#app/core/session-token.ts'
import { answerEndpoint, createFinder } from './endpoints.ts'
import { logFault, logRequest } from './log.ts'
import { createMatcher } from './match-path.ts'
import { isFromOwnPage, originOf, readOrigins } from './same-origin.ts'
import { contentPolicy, dataPolicy, fixedHeaders } from './security-headers.ts'
import { isThisMachine, sourceOf } from './source-of.ts'
import { createStaticFiles } from './static-files.ts'
import { sendWebResponse, toWebRequest } from './web-bridge.ts'

export type Settings = {
  port: number
  publicOrigin?: string | undefined
  /** The built files for browsers; none while developing, where Vite serves them. */
  clientFolder?: string | undefined
  /** The made-up union, whose passwords are known: its people sign in on this machine only. */
  isDemo?: boolean
  /** Every request, not only the failed ones. */
  logAll?: boolean
}

type Parts = {
  endpoints: Endpoint[]
  /** The patterns of routes.ts, for the log. */
  pagePatterns: string[]
  /** Pages that take a file: pattern and most bytes. */
  uploads?: Record<string, number>
  /** Pages that run WebAssembly. */
  wasmPages?: string[]
  renderPage(request: Request, context: RouterContextProvider): Promise<Response>
}

/** A form, however long its notes. */
const largestForm = 1024 * 1024

/** The order of every request: origin check, built files, machine endpoints, pages. */
export function createListener(
  { endpoints, pagePatterns, uploads = {}, wasmPages = [], renderPage }: Parts,
  settings: Settings,
): RequestListener {
  const origins = readOrigins(settings.publicOrigin, settings.port)
  const secure = isSecure(origins.own)
  const fixed = fixedHeaders(secure)
  const find = createFinder(endpoints)
  const matchPage = createMatcher(pagePatterns.map((path) => ({ path })))
  const serveFile = settings.clientFolder
    ? createStaticFiles(settings.clientFolder, fixed)
    : async () => false
  const isDeveloping = !settings.clientFolder

  return async (request, response) => {
    const started = performance.now()
    const method = request.method ?? 'GET'
    const { path, search } = split(request.url ?? '/')
    let pattern = 'file'
    try {
      if (!isFromOwnPage(request, origins)) {
        pattern = 'another origin'
        return refuse(request, response, 403, 'This came from another site, so nothing was changed.')
      }
      const found = find(method, path)
      if (!found && (await serveFile(path, request, response))) return
      const context = contextOf(request)
      if (found) {
        pattern = 'endpoint' in found ? found.endpoint.path : 'wrong method'
        context.set(surfaceContext, 'endpoint')
        return await answerEndpoint(found, { request, response, search, context }, fixed)
      }
      pattern = matchPage(pagePath(path)).next().value?.item.path ?? '*'
      const largestBody = uploads[pattern] ?? largestForm
      if (Number(request.headers['content-length'] ?? 0) > largestBody) {
        return refuse(request, response, 413, 'This is more than this page takes, so nothing was changed.')
      }
      await sendPage(request, response, { context, largestBody, runsWasm: wasmPages.includes(pattern) })
    } catch (error) {
      logFault(`${method} ${pattern}`, error)
      if (response.headersSent) response.destroy()
      else plain(response, 500, 'Something went wrong here. Try again.')
    } finally {
      if (settings.logAll || response.statusCode >= 500) {
        logRequest({ method, pattern, status: response.statusCode, ms: performance.now() - started })
      }
    }
  }

  function contextOf(request: IncomingMessage) {
    const context = new RouterContextProvider()
    context.set(sessionContext, findSessionId(request.headers.cookie, secure))
    const source = sourceOf(request, !origins.local)
    context.set(visitorContext, {
      source,
      isDemo: settings.isDemo ?? false,
      isHere: origins.local && isThisMachine(source),
    })
    return context
  }

  async function sendPage(
    request: IncomingMessage,
    response: ServerResponse,
    {
      context,
      largestBody,
      runsWasm,
    }: { context: RouterContextProvider; largestBody: number; runsWasm: boolean },
  ) {
    const nonce = randomBytes(16).toString('base64')
    context.set(nonceContext, nonce)
    context.set(pathContext, pagePath(request.url ?? '/'))
    const answer = await renderPage(
      toWebRequest(request, response, { origin: originOf(request, origins), largestBody }),
      context,
    )
    // Vite's own scripts carry no nonce.
    const policy: Record<string, string> = isDeveloping
      ? {}
      : { 'Content-Security-Policy': contentPolicy(nonce, runsWasm) }
    await sendWebResponse(answer, request, response, { ...fixed, ...policy })
  }

  function refuse(request: IncomingMessage, response: ServerResponse, status: number, text: string) {
    request.resume()
    plain(response, status, text)
  }

  function plain(response: ServerResponse, status: number, text: string) {
    response.writeHead(status, {
      ...fixed,
      'Content-Security-Policy': dataPolicy,
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
    })
    response.end(text)
  }
}

function split(url: string) {
  const cut = url.indexOf('?')
  return cut < 0 ? { path: url, search: '' } : { path: url.slice(0, cut), search: url.slice(cut + 1) }
}

/** React Router asks for a page's data under the page's path with an ending. */
function pagePath(url: string) {
  return url.replace(/(?:\/_root|\/_|)\.data(?=$|\?)/, '') || '/'
}
