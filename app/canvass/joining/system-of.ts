export type System = 'ios' | 'android' | 'other'

/** Whose words for "add to the home screen" are the right ones. */
export function systemOf(userAgent: string | null): System {
  if (!userAgent) return 'other'
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios'
  return /Android/.test(userAgent) ? 'android' : 'other'
}
