import type { Turf } from '#app/canvass/lease/turf.schema.ts'
import type { Readiness } from './phone-types.ts'
import type { Surroundings } from './surroundings.ts'

const roomForShift = 50 * 1024 * 1024

/** What must be on this phone before it goes where no network is. */
export async function readinessOf(around: Surroundings, turfs: readonly Turf[]): Promise<Readiness> {
  const [worker, persisted, free] = await Promise.all([
    around.isWorkerReady(),
    around.isPersisted(),
    around.freeBytes(),
  ])
  return {
    worker,
    turf: turfs.length > 0,
    script: turfs.length > 0 && (worker || turfs.every(({ script }) => script)),
    persisted,
    space: free >= roomForShift,
  }
}
