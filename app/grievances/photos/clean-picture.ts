import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { PictureProblemCode } from './picture-problems.ts'

export type PictureProblem = Exclude<PictureProblemCode, 'enough' | 'none'>

export type Picture = { jpeg: Buffer; hash: Buffer; width: number; height: number }

const mostPixels = 50_000_000
const longestSide = 1600

sharp.cache(false)
sharp.concurrency(1)

/**
 * Drawn anew from its pixels: where it was taken, with what, and whatever else a file can carry along stays behind. A file that is not
 * plainly what its first bytes say is refused.
 */
export async function cleanPicture(bytes: Uint8Array): Promise<Picture | PictureProblem> {
  const format = formatOf(bytes)
  if (format === 'heic' || format === 'notPicture') return format
  try {
    const image = sharp(bytes, {
      limitInputPixels: mostPixels,
      failOn: 'error',
      sequentialRead: true,
      pages: 1,
    })
    const told = await image.metadata()
    if (told.width * told.height > mostPixels) return 'tooLarge'
    const { data, info } = await image
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 80 })
      .timeout({ seconds: 10 })
      .toBuffer({ resolveWithObject: true })
    const hash = createHash('sha256').update(data).digest()
    return { jpeg: data, hash, width: info.width, height: info.height }
  } catch (error) {
    return /pixel limit|timeout/i.test(String(error)) ? 'tooLarge' : 'damaged'
  }
}

/** By what it begins with, not by its name. Only these four are ever given to the decoder. */
function formatOf(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'notPicture' {
  const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(4, 8) !== 'ftyp') return 'notPicture'
  const brand = text(8, 12)
  if (brand === 'avif' || brand === 'avis') return 'avif'
  return /^(?:hei|hev|mif|msf)/.test(brand) ? 'heic' : 'notPicture'
}
