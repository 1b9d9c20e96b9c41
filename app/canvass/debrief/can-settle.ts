import type { DoorToCorrect } from './correct-doors.server.ts'

/** Who lives there is said on their page; a name of a door that is wrong or new is for those who keep the list of doors. */
export function canSettle(why: DoorToCorrect['why'], keepsDoors: boolean) {
  if (why === 'moved' || why === 'deceased') return false
  return keepsDoors || (why !== 'wrong_unit' && why !== 'new')
}
