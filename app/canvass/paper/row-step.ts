type Pressed = {
  key: string
  /** On a button of the row, Enter presses it. */
  onButton: boolean
  /** A typed code has just led here, and nothing was pressed since. */
  cameByCode: boolean
}

/** How many rows a key goes on. A code is complete with its last letter, and most end it with Enter all the same: that one stays. */
export function rowStep({ key, onButton, cameByCode }: Pressed): -1 | 0 | 1 | 'stay' {
  if (key === 'ArrowUp') return -1
  if (key === 'ArrowDown') return 1
  if (key !== 'Enter') return 0
  if (cameByCode) return 'stay'
  return onButton ? 0 : 1
}
