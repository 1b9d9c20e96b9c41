import type { Day } from '#app/core/days.ts'
import type { StruckReason } from './building.schema.ts'

export const chartViews = ['committee', 'room', 'public'] as const
export type ChartView = (typeof chartViews)[number]

export const chartColours = ['talked', 'stand', 'members', 'coming', 'did', 'repairs', 'leader'] as const
export type ChartColour = (typeof chartColours)[number]

export const reaches = ['talked', 'tried', 'notYet'] as const
export type Reach = (typeof reaches)[number]

export const comings = ['came', 'yes', 'maybe', 'no', 'notAsked'] as const
export type Coming = (typeof comings)[number]

export const memberStates = ['member', 'pending', 'none'] as const
export type MemberState = (typeof memberStates)[number]

export const severities = ['emergency', 'dangerous', 'serious', 'other'] as const
export type Severity = (typeof severities)[number]

/** Whom two or more neighbors follow, with us or not yet; who follows somebody; who neither. */
export const leaderStates = ['leader', 'leaderNotYet', 'follows', 'none'] as const
export type LeaderState = (typeof leaderStates)[number]

export type Level = 1 | 2 | 3 | 4 | 5

/** What the database knows of a door; see showDoor for what of it leaves the server. */
export type DoorFacts = {
  key: string
  label: string
  floor: string
  floorRank: number
  line: string
  lineRank: number
  entrance: string | null
  struck: StruckReason | null
  tries: number
  talked: boolean
  tried: boolean
  level: Level | null
  split: boolean
  members: number
  pending: number
  leaders: number
  leadersNotYet: number
  /** Of whoever at this door has most. */
  followers: number
  /** The doors of those whom people here follow. */
  follows: string[] | null
  repairs: number
  worst: Severity | null
  doNotKnock: boolean
  answer: 'yes' | 'maybe' | 'no' | null
  came: boolean
}

export type ChartDoor = Pick<DoorFacts, 'key' | 'label' | 'floor' | 'floorRank' | 'line' | 'lineRank'> & {
  /** Where it is known. */
  entrance?: string
  reach: Reach
  member: MemberState
  coming: Coming
  /** What they said when they were asked, also when they came. */
  answer?: 'yes' | 'maybe' | 'no'
  /** Struck doors have a reason and no state. */
  struck?: StruckReason
  /** Committee view only: absent in every other, not merely hidden. */
  tries?: number
  level?: Level | null
  split?: boolean
  leader?: boolean
  leaderNotYet?: boolean
  followers?: number
  follows?: string[]
  repairs?: number
  worst?: Severity
  doNotKnock?: boolean
}

/** What of a door a view may show. Room: talked with, members, coming. Committee adds the rest, levels only to who may read them. */
export function showDoor(door: DoorFacts, view: 'committee' | 'room', levels: boolean): ChartDoor {
  const { key, label, floor, floorRank, line, lineRank, entrance } = door
  const place = { key, label, floor, floorRank, line, lineRank, ...(entrance && { entrance }) }
  if (door.struck)
    return { ...place, reach: 'notYet', member: 'none', coming: 'notAsked', struck: door.struck }

  const room: ChartDoor = {
    ...place,
    reach: door.talked ? 'talked' : door.tried ? 'tried' : 'notYet',
    member: door.members > 0 ? 'member' : door.pending > 0 ? 'pending' : 'none',
    coming: door.came ? 'came' : (door.answer ?? 'notAsked'),
    ...(door.answer && { answer: door.answer }),
  }
  if (view === 'room') return room
  return {
    ...room,
    ...(door.tries > 0 && { tries: door.tries }),
    ...(door.repairs > 0 && { repairs: door.repairs, worst: door.worst ?? 'other' }),
    ...(door.doNotKnock && { doNotKnock: true }),
    ...(levels && {
      level: door.level,
      ...(door.split && { split: true }),
      ...(door.leaders > 0 && { leader: true }),
      ...(door.leadersNotYet > 0 && { leaderNotYet: true }),
      ...(door.followers > 0 && { followers: door.followers }),
      ...(door.follows && { follows: door.follows }),
    }),
  }
}

export type Counts = {
  doors: number | null
  knocked: number | null
  reached: number | null
  members: number | null
  supporting: number | null
  openRepairs: number | null
  asOf: Day
}

/** Fewer doors than this are people one can name. */
export const leastShown = 5

export function tooSmallToShow(doors: number | null) {
  return doors !== null && doors < leastShown
}
