import { doorsNow } from '../doors/own-knocks.ts'
import type { PhoneView } from '../doors/use-phone.ts'
import type { OpenTurf } from './hand-back.server.ts'

/** Of the doors that would go back, those with a talk to finish on this phone: no server knows which. */
export function talksLeft(
  { turfs, acts, drafts }: Pick<PhoneView, 'turfs' | 'acts' | 'drafts'>,
  { turfId, labels }: Pick<OpenTurf, 'turfId' | 'labels'>,
) {
  const turf = turfs.find((each) => each.turfId === turfId)
  const begun = doorsNow(turf?.doors ?? [], acts, turfId).filter(({ unitId }) => drafts.has(unitId))
  return begun.map(({ label }) => label).filter((label) => labels.includes(label))
}
