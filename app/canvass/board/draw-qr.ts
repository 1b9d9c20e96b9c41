import encodeQR from 'qr'

export type Qr = { size: number; path: string }

/** One path for all dark squares: a page may draw it without a style of its own. */
export function drawQr(text: string): Qr {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 2 })
  const path = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark && !row[x - 1] ? [`M${x} ${y}h${runFrom(row, x)}v1H${x}z`] : [])),
  )
  return { size: rows.length, path: path.join('') }
}

function runFrom(row: boolean[], start: number) {
  const end = row.indexOf(false, start)
  return (end < 0 ? row.length : end) - start
}
