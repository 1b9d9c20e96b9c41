import type { Probe } from './probe.ts'
import { probesOfCommonGround } from './probes-of-common-ground.ts'
import { probesOfKnocks } from './probes-of-knocks.ts'
import { probesOfMeetings } from './probes-of-meetings.ts'
import { probesOfPeople } from './probes-of-people.ts'
import { probesOfRepairs } from './probes-of-repairs.ts'
import { probesOfShifts } from './probes-of-shifts.ts'

/** By policy. Every policy of lintel_app has one: a policy without a probe fails the test. */
export const probes: Record<string, Probe> = {
  ...probesOfCommonGround,
  ...probesOfPeople,
  ...probesOfShifts,
  ...probesOfKnocks,
  ...probesOfRepairs,
  ...probesOfMeetings,
}
