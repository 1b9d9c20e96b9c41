/** `weak`: what is tried first. */
export function pinProblem(pin: string): 'short' | 'weak' | null {
  if (!/^\d{6,12}$/.test(pin)) return 'short'
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])))
  return steps.size === 1 && [0, 1, -1].includes([...steps][0] ?? 9) ? 'weak' : null
}
