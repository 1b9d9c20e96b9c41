import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { aPicture, planted, plantings, withPlanted } from './a-picture.ts'
import { cleanPicture, type Picture } from './clean-picture.ts'

async function cleaned(bytes: Uint8Array): Promise<Picture> {
  const picture = await cleanPicture(bytes)
  if (typeof picture === 'string') throw new Error(`Refused: ${picture}`)
  return picture
}

describe('S14: nothing planted is left in what is kept', () => {
  test.each(plantings)('%s', async (how) => {
    const sent = await withPlanted(how)
    expect(sent.includes(planted)).toBe(true)
    const { jpeg, width, height } = await cleaned(sent)
    expect(jpeg.includes(planted)).toBe(false)
    expect(jpeg.includes('PLANTED')).toBe(false)
    expect([width, height]).toEqual([240, 180])
    const told = await sharp(jpeg).metadata()
    expect({ ...told, exif: told.exif, icc: told.icc, xmp: told.xmp, iptc: told.iptc }).toMatchObject({
      format: 'jpeg',
      exif: undefined,
      icc: undefined,
      xmp: undefined,
      iptc: undefined,
    })
    expect(markersOf(jpeg).filter((marker) => marker > 0xe0 && marker <= 0xef)).toEqual([])
    expect(markersOf(jpeg)).not.toContain(0xfe)
    expect([...jpeg.subarray(-2)]).toEqual([0xff, 0xd9])
  })
})

test('a picture taken sideways stands upright, and a large one is made small', async () => {
  const sideways = await aPicture({ width: 2400, height: 1200 })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect(await cleaned(sideways)).toMatchObject({ width: 800, height: 1600 })
})

test('what is no picture, or only seems to be one, is refused with its reason', async () => {
  const jpeg = await aPicture().jpeg().toBuffer()
  const said = async (bytes: Buffer | string) => cleanPicture(Buffer.from(bytes))
  expect(await said('')).toBe('notPicture')
  expect(await said('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')).toBe(
    'notPicture',
  )
  expect(await said('<!doctype html><script>alert(1)</script>')).toBe('notPicture')
  expect(await said('GIF89a/*<script>*/')).toBe('notPicture')
  expect(await said('%PDF-1.7')).toBe('notPicture')
  expect(await said(Buffer.concat([Buffer.from('<script>'), jpeg]))).toBe('notPicture')
  expect(await said(Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic')]))).toBe('heic')
  expect(await said(jpeg.subarray(0, jpeg.length / 2))).toBe('damaged')
  expect(await said(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('damaged')
})

test('a file of a few kilobytes that would fill the memory is refused', async () => {
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer()
  expect(bomb.length).toBeLessThan(1_000_000)
  expect(await cleanPicture(bomb)).toBe('tooLarge')
})

/** Every segment of a JPEG up to its pixels. */
function markersOf(jpeg: Buffer) {
  const found: number[] = []
  for (let at = 2; jpeg[at] === 0xff; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1] ?? 0
    found.push(marker)
    if (marker === 0xda) break
  }
  return found
}
