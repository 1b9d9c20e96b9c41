import sharp from 'sharp'

export const planted = 'PLANTED-37.7749N-122.4194W'

/** A picture with something to see in it. */
export function aPicture({ width = 240, height = 180 } = {}) {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at += 3) {
    const x = (at / 3) % width
    pixels[at] = (x * 255) / width
    pixels[at + 1] = (at * 7) % 256
    pixels[at + 2] = 90
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** The same JPEG carrying words where a camera, an editor or somebody with a purpose would put them. */
export async function withPlanted(how: string): Promise<Buffer> {
  const picture = aPicture()
  const words = Buffer.from(planted)
  if (how === 'exif-by-camera')
    return picture
      .withExif({ IFD0: { ImageDescription: planted, Make: planted }, IFD3: { GPSAreaInformation: planted } })
      .jpeg()
      .toBuffer()
  if (how === 'xmp')
    return picture.withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${planted}</x:xmpmeta>`).jpeg().toBuffer()
  if (how === 'png-text') {
    const png = await picture
      .withExif({ IFD0: { Copyright: planted } })
      .png()
      .toBuffer()
    return Buffer.concat([png, words])
  }
  if (how === 'webp')
    return picture
      .withExif({ IFD0: { Artist: planted } })
      .webp()
      .toBuffer()
  if (how === 'avif')
    return picture
      .withExif({ IFD0: { Artist: planted } })
      .avif({ effort: 0 })
      .toBuffer()
  const plain = await picture.jpeg().toBuffer()
  const after = (extra: Buffer) => Buffer.concat([plain.subarray(0, 2), extra, plain.subarray(2)])
  switch (how) {
    case 'comment':
      return after(segment(0xfe, words))
    case 'exif-raw':
      return after(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08'), words])))
    case 'iptc':
      return after(segment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0'), words])))
    case 'mpf':
      return after(segment(0xe2, Buffer.concat([Buffer.from('MPF\0'), words])))
    case 'maker':
      return after(segment(0xec, words))
    case 'jfif-thumbnail':
      return after(segment(0xe0, Buffer.concat([Buffer.from('JFXX\0\x10'), words])))
    case 'icc':
      return after(segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01'), words])))
    case 'trailing':
      return Buffer.concat([plain, words])
    case 'zip-after':
      return Buffer.concat([plain, Buffer.from('PK\x03\x04'), words])
    case 'second-picture':
      return Buffer.concat([plain, after(segment(0xfe, words))])
    default:
      throw new Error(`No way to plant: ${how}`)
  }
}

export const plantings = [
  'exif-by-camera',
  'exif-raw',
  'xmp',
  'comment',
  'iptc',
  'mpf',
  'maker',
  'jfif-thumbnail',
  'icc',
  'trailing',
  'zip-after',
  'second-picture',
  'png-text',
  'webp',
  'avif',
] as const
