type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
type DetectorClass = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

export type ReadFrame = (video: HTMLVideoElement) => Promise<string | null>

/** The browser's own reader where it has one; else ours, which is loaded only then. */
export async function createFrameReader(): Promise<ReadFrame> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const formats = await own?.getSupportedFormats().catch((): string[] => [])
  if (own && formats?.includes('qr_code')) {
    const detector = new own({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
  }
  const { default: decode } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    // A code held up fills the middle: the middle alone is enough, and quick on old phones.
    const side = Math.min(video.videoWidth, video.videoHeight)
    if (!drawing || side === 0) return null
    const size = Math.min(side, 480)
    canvas.width = size
    canvas.height = size
    const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2]
    drawing.drawImage(video, left, top, side, side, 0, 0, size, size)
    try {
      return decode(drawing.getImageData(0, 0, size, size))
    } catch {
      return null
    }
  }
}
