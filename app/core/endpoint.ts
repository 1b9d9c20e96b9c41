import type { RouterContextProvider } from 'react-router'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Call = {
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  header(name: string): string | undefined
  /** Throws 413 when the body is longer. */
  readBody(limitBytes: number): Promise<Uint8Array>
}

export type Answer = {
  status: number
  headers?: Record<string, string>
  body?: string | Uint8Array
}

/** What a machine asks: answered before React Router, which costs more than most queries. */
export type Endpoint = {
  method: Method
  /** As in routes.ts, with parameters: '/buildings/:buildingId.json'. */
  path: `/${string}`
  handle(call: Call, context: RouterContextProvider): Promise<Answer>
}

export function json(value: unknown, headers: Record<string, string> = {}, status = 200): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}
