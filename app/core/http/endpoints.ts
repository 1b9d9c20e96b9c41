import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RouterContextProvider } from 'react-router'
import type { Answer, Endpoint } from '#app/core/endpoint.ts'
import { AppError } from '#app/core/errors.ts'
import { logFault } from './log.ts'
import { createMatcher } from './match-path.ts'
import { readBody } from './read-body.ts'
import { dataPolicy, type SecurityHeaders } from './security-headers.ts'

export type Found = { endpoint: Endpoint; params: Record<string, string> } | { allow: string[] }

/** The endpoint for this method and path; where only the method is wrong, the ones that would do. */
export function createFinder(endpoints: Endpoint[]) {
  const match = createMatcher(endpoints)
  return (method: string, path: string): Found | null => {
    const allow: string[] = []
    for (const { item, params } of match(path)) {
      if (item.method === method || (method === 'HEAD' && item.method === 'GET'))
        return { endpoint: item, params }
      allow.push(item.method)
    }
    return allow.length > 0 ? { allow } : null
  }
}

type Asked = {
  request: IncomingMessage
  response: ServerResponse
  search: string
  context: RouterContextProvider
}

/** Answers without a web Request or Response, which cost as much as the query. */
export async function answerEndpoint(
  found: Found,
  { request, response, search, context }: Asked,
  fixed: SecurityHeaders,
) {
  const answer = 'allow' in found ? notAllowed(found.allow) : await ask(found, { request, search, context })
  const body = answer.body ?? ''
  response.writeHead(answer.status, {
    ...fixed,
    'Content-Security-Policy': dataPolicy,
    'Cache-Control': 'no-store',
    'Content-Length': String(typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength),
    ...answer.headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

async function ask(
  { endpoint, params }: Extract<Found, { endpoint: Endpoint }>,
  { request, search, context }: Omit<Asked, 'response'>,
): Promise<Answer> {
  try {
    return await endpoint.handle(
      {
        params,
        get query() {
          return new URLSearchParams(search)
        },
        header: (name) => {
          const value = request.headers[name.toLowerCase()]
          return Array.isArray(value) ? value.join(', ') : value
        },
        readBody: (limitBytes) => readBody(request, limitBytes),
      },
      context,
    )
  } catch (error) {
    if (error instanceof AppError) return problem(error.status, error.code)
    if (error instanceof Response) return problem(error.status, 'refused')
    logFault(`${endpoint.method} ${endpoint.path}`, error)
    return problem(500, 'fault')
  }
}

function problem(status: number, code: string): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ error: code }),
  }
}

function notAllowed(methods: string[]): Answer {
  const { headers, ...rest } = problem(405, 'method')
  return { ...rest, headers: { ...headers, Allow: [...new Set(methods)].join(', ') } }
}
