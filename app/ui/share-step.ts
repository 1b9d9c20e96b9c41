export type ShareStep = 0 | 1 | 2 | 3 | 4 | 5

/** Fixed breaks, so that two dates compare: nothing, 1–20 % … 81–100 %. */
export function shareStep(share: number): ShareStep {
  if (share <= 0) return 0
  if (share <= 0.2) return 1
  if (share <= 0.4) return 2
  if (share <= 0.6) return 3
  return share <= 0.8 ? 4 : 5
}
