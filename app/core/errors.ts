/**
 * An answer given on purpose by throwing it, from a page or a machine endpoint alike. A Response, because React Router
 * hides every thrown Error behind a 500.
 */
export class AppError extends Response {
  readonly code: string

  constructor(status: number, code: string) {
    super(JSON.stringify({ error: code }), {
      status,
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
    })
    this.code = code
  }
}

/** Not there and not visible are the same answer: the difference would tell. */
export function notFound() {
  return new AppError(404, 'not_found')
}
