import {
  type ChartColour,
  type ChartDoor,
  comings,
  type LeaderState,
  leaderStates,
  memberStates,
  reaches,
  severities,
} from './chart.ts'

export const levelStates = ['l1', 'l2', 'l3', 'l4', 'l5', 'none'] as const
export const repairStates = [...severities, 'none'] as const

type TileFill =
  | (typeof levelStates)[number]
  | (typeof severities)[number]
  | 'full'
  | 'soft'
  | 'info'
  | 'sunk'
  | 'sheet'

/** `state` is what the legend counts, `sign` the figure or shape that says the same without colour. */
export type TileFace = { state: string; fill: TileFill; sign: string }

const faces = {
  talked: {
    talked: { fill: 'soft', sign: '' },
    tried: { fill: 'sheet', sign: '' },
    notYet: { fill: 'none', sign: '' },
  },
  members: {
    member: { fill: 'full', sign: '●' },
    pending: { fill: 'soft', sign: '…' },
    none: { fill: 'none', sign: '' },
  },
  coming: {
    came: { fill: 'full', sign: '✓' },
    yes: { fill: 'soft', sign: '◗' },
    maybe: { fill: 'info', sign: '?' },
    no: { fill: 'sunk', sign: '–' },
    notAsked: { fill: 'none', sign: '' },
  },
  repairs: {
    emergency: { fill: 'emergency', sign: '▲' },
    dangerous: { fill: 'dangerous', sign: '◆' },
    serious: { fill: 'serious', sign: '●' },
    other: { fill: 'other', sign: '○' },
    none: { fill: 'none', sign: '' },
  },
  leader: {
    leader: { fill: 'full', sign: '★' },
    leaderNotYet: { fill: 'info', sign: '☆' },
    follows: { fill: 'soft', sign: '→' },
    none: { fill: 'none', sign: '' },
  },
} as const

export function faceOf(door: ChartDoor, colour: ChartColour): TileFace {
  if (door.struck) return { state: 'struck', fill: 'sunk', sign: '' }
  switch (colour) {
    case 'talked':
      return { state: door.reach, ...faces.talked[door.reach] }
    case 'members':
      return { state: door.member, ...faces.members[door.member] }
    case 'coming':
    case 'did':
      return { state: door.coming, ...faces.coming[door.coming] }
    case 'repairs': {
      const state = door.repairs ? (door.worst ?? 'other') : 'none'
      const { fill, sign } = faces.repairs[state]
      return { state, fill, sign: door.repairs ? `${sign}${door.repairs}` : '' }
    }
    case 'leader': {
      const state = leaderStateOf(door)
      const { fill, sign } = faces.leader[state]
      return { state, fill, sign: sign + leaderSign(door, state) }
    }
    case 'stand': {
      if (!door.level) return { state: 'none', fill: 'none', sign: '' }
      return {
        state: `l${door.level}`,
        fill: `l${door.level}`,
        sign: door.split ? `${door.level}◐` : String(door.level),
      }
    }
  }
}

function leaderStateOf(door: ChartDoor): LeaderState {
  if (door.leader) return 'leader'
  if (door.leaderNotYet) return 'leaderNotYet'
  return door.follows ? 'follows' : 'none'
}

/** How many follow; or whom, so that both ends of a tie are read without a line between them. */
function leaderSign({ followers, follows = [] }: ChartDoor, state: LeaderState) {
  if (state === 'leader' || state === 'leaderNotYet') return String(followers ?? '')
  if (state === 'none') return ''
  return follows.length > 1 ? `${follows[0]}+${follows.length - 1}` : (follows[0] ?? '')
}

/** Every state a colouring knows, in the order of its legend. */
export const statesOf = {
  talked: reaches,
  stand: levelStates,
  members: memberStates,
  coming: comings,
  did: comings,
  repairs: repairStates,
  leader: leaderStates,
} as const satisfies Record<ChartColour, readonly string[]>

export function legendOf(doors: readonly ChartDoor[], colour: ChartColour) {
  return statesOf[colour].map((state) => {
    const shown = doors.filter((door) => faceOf(door, colour).state === state)
    return { state, count: shown.length, ...exampleOf(colour, state) }
  })
}

function exampleOf(colour: ChartColour, state: string): Pick<TileFace, 'fill' | 'sign'> {
  if (colour === 'stand')
    return state === 'none' ? { fill: 'none', sign: '' } : { fill: state as TileFill, sign: state.slice(1) }
  return (
    (faces[colour === 'did' ? 'coming' : colour] as Record<string, Pick<TileFace, 'fill' | 'sign'>>)[
      state
    ] ?? { fill: 'none', sign: '' }
  )
}
