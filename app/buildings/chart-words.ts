import { dispositionCodes } from '#app/canvass/lists.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { buildingKinds, struckReasons } from './building.schema.ts'
import {
  type ChartColour,
  type ChartDoor,
  chartColours,
  chartViews,
  comings,
  leaderStates,
  memberStates,
  reaches,
  severities,
} from './chart.ts'
import { levelStates } from './tile-face.ts'

export const viewKey = keysFor('chart.view', chartViews)
export const colourKey = keysFor('chart.colour', chartColours)
export const kindKey = keysFor('building.kind', buildingKinds)
export const struckKey = keysFor('building.struck', struckReasons)
export const landlordKey = keysFor('building.landlord', [
  'owner',
  'beneficial_owner',
  'manager',
  'agent',
  'lender',
] as const)
const reachKey = keysFor('chart.reach', reaches)
const levelKey = keysFor('chart.level', levelStates)
const memberKey = keysFor('chart.member', memberStates)
const comingKey = keysFor('chart.coming', comings)
const didKey = keysFor('chart.did', comings)
const leaderKey = keysFor('chart.leaderState', leaderStates)
const severityKey = keysFor('severity', severities)
const dispositionKey = keysFor('disposition', dispositionCodes)

/** The words of one state of a colouring, for legend, list and tile name alike. */
export function useStateWord() {
  const i18n = useI18n()
  const find = <Code extends string>(codes: readonly Code[], key: (code: Code) => string, state: string) => {
    const code = codes.find((one) => one === state)
    return code ? i18n._(key(code)) : ''
  }
  return (colour: ChartColour, state: string) => {
    switch (colour) {
      case 'talked':
        return find(reaches, reachKey, state)
      case 'stand':
        return find(levelStates, levelKey, state)
      case 'members':
        return find(memberStates, memberKey, state)
      case 'coming':
        return find(comings, comingKey, state)
      case 'leader':
        return find(leaderStates, leaderKey, state)
      case 'did':
        return find(comings, didKey, state)
      case 'repairs':
        return state === 'none' ? i18n._('chart.noRepairs') : find(severities, severityKey, state)
    }
  }
}

export function useDispositionWord() {
  const i18n = useI18n()
  return (code: string) => {
    const known = dispositionCodes.find((one) => one === code)
    return known ? i18n._(dispositionKey(known)) : code
  }
}

/** "Door 4B, tried twice, 1 repair open": what a tile says without being seen. */
export function useTileName() {
  const i18n = useI18n()
  const word = useStateWord()
  return (door: ChartDoor, colour: ChartColour, state: string) => {
    const parts = [i18n._('chart.door', { label: door.label })]
    if (door.struck) return [...parts, i18n._(struckKey(door.struck))].join(', ')
    parts.push(word('talked', door.reach))
    if (colour !== 'talked') parts.push(word(colour, state))
    if (colour === 'leader') {
      if (door.followers) parts.push(i18n._('chart.followedBy', { count: door.followers }))
      if (door.follows) parts.push(i18n._('chart.followsDoors', { doors: door.follows.join(', ') }))
    }
    if (door.doNotKnock) parts.push(i18n._('chart.doNotKnock'))
    if (door.leader && colour !== 'leader') parts.push(i18n._('chart.isLeader'))
    if (door.split) parts.push(i18n._('chart.split'))
    if (door.repairs) parts.push(i18n._('chart.repairsOpen', { count: door.repairs }))
    return parts.join(', ')
  }
}
