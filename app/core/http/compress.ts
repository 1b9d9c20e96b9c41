import { constants, createBrotliCompress, createGzip } from 'node:zlib'

const compressible =
  /^(?:text\/|application\/(?:json|javascript|manifest\+json|geo\+json|xml|wasm)|image\/svg)/

export type Encoding = 'br' | 'gzip'

export function isCompressible(type: string | null | undefined) {
  return compressible.test(type ?? '')
}

export function chooseEncoding(accepted: string | undefined): Encoding | null {
  if (!accepted) return null
  const tokens = accepted.split(',').map((token) => token.trim().toLowerCase())
  const takes = (name: string) =>
    tokens.some((token) => token === name || (token.startsWith(`${name};`) && !/q=0(?:\.0*)?$/.test(token)))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : null
}

/** Flushed after each part, so that the first part of a page is drawn while the rest is made. */
export function createCompressor(encoding: Encoding) {
  return encoding === 'br'
    ? createBrotliCompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 4,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        },
      })
    : createGzip({ level: 6, flush: constants.Z_SYNC_FLUSH })
}
