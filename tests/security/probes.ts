import type { Probe } from './probe.ts'
import { probesOfCommonGround } from './probes-of-common-ground.ts'
import { probesOfFiles } from './probes-of-files.ts'

/** By policy. Every policy of lintel_app has one: a policy without a probe fails the test. */
export const probes: Record<string, Probe> = { ...probesOfCommonGround, ...probesOfFiles }
