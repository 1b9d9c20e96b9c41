export type SecurityHeaders = Readonly<Record<string, string>>

/** Everything the app shows comes from its own origin. */
export function contentPolicy(nonce: string, runsWasm = false) {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'${runsWasm ? " 'wasm-unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

export function fixedHeaders(secure: boolean): SecurityHeaders {
  return {
    'X-Content-Type-Options': 'nosniff',
    // With `no-referrer` a browser sends `Origin: null` when a form is sent, which the origin check must refuse.
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(self), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Robots-Tag': 'noindex, nofollow',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** For answers that are no page: nothing in them may run. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
