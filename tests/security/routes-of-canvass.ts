import { anySecretary, ownEvening, ownFile, type Row, signedIn, withGuests } from './route-row.ts'

/** Shifts, doors, what phones send, turf, paper and lists. */
export const routesOfCanvass: Record<string, Row> = {
  'GET /shift/join': { at: '/shift/join', open: 'everyone' },
  'POST /shift/join': {
    at: '/shift/join',
    send: { code: 'CCCCCC', name: 'X' },
    open: 'everyone',
    refusal: 422,
  },
  'GET /shift/because': { at: '/shift/because', open: withGuests },
  'GET /shift/hand-back': { at: '/shift/hand-back', open: withGuests },
  // Of this evening’s doors these are nobody’s; whose they are is asked of each turf.
  'POST /shift/hand-back': {
    at: '/shift/hand-back',
    send: { turfId: ':building', why: 'no_time', sure: 'yes' },
    open: [],
  },
  'GET /doors': { at: '/doors', open: 'everyone' },
  'GET /doors/practice': { at: '/doors/practice', open: 'everyone' },
  'GET /doors/turf/:turfId': { at: '/doors/turf/:turf', open: 'everyone' },
  'GET /doors/turf/:turfId/photo': { at: '/doors/turf/:turf/photo', open: 'everyone' },
  'GET /doors/turf/:turfId/card': { at: '/doors/turf/:turf/card', open: 'everyone' },
  'GET /doors/hand-in': { at: '/doors/hand-in', open: 'everyone' },
  'GET /doors/no-network': { at: '/doors/no-network', open: 'everyone' },
  'GET /doors/unlock': { at: '/doors/unlock', open: 'everyone' },
  'GET /doors/turf.json': { at: '/doors/turf.json', open: withGuests },
  'POST /sync': {
    at: '/sync',
    json: { accountId: ':me', deviceId: ':fresh', ops: [] },
    open: withGuests,
  },
  'POST /doors/hand-in.json': {
    at: '/doors/hand-in.json',
    json: { account: ':me', deviceId: ':fresh', ops: [], look: true },
    open: withGuests,
  },
  'POST /doors/hand-in-photo.json': {
    at: '/doors/hand-in-photo.json',
    json: { account: ':me', deviceId: ':fresh', photo: 'AAAA' },
    open: withGuests,
  },
  'POST /doors/phone.json': {
    at: '/doors/phone.json',
    json: { deviceId: ':fresh', asked: 'here' },
    open: withGuests,
  },
  'POST /doors/shift.json': {
    at: '/doors/shift.json',
    json: { shiftId: ':shift', ready: true },
    open: ['canvasser', 'guest'],
  },
  'GET /doors/needs-a-look': { at: '/doors/needs-a-look', open: anySecretary },
  'GET /doors/needs-a-look/:id': { at: '/doors/needs-a-look/:refused_row', open: ['secretary'] },
  'POST /doors/needs-a-look/:id': {
    at: '/doors/needs-a-look/:refused_row',
    send: { intent: 'unit', buildingId: ':building' },
    open: ['secretary'],
    refusal: 422,
  },
  'GET /turf': { at: '/turf', open: anySecretary },
  'GET /turf/new': { at: '/turf/new', open: anySecretary },
  'POST /turf/new': {
    at: '/turf/new',
    send: { bodyId: ':body', day: '2099-01-01', from: '17:00', to: '19:00', place: 'Yard' },
    open: ['secretary'],
  },
  'GET /turf/paper': { at: '/turf/paper', open: signedIn },
  'POST /turf/paper': {
    at: '/turf/paper',
    send: { intent: 'print', buildingId: ':building' },
    open: ['committee', 'secretary'],
  },
  'GET /turf/paper/:sheet': { at: '/turf/paper/:sheet', open: ownFile },
  'POST /turf/paper/:sheet': { at: '/turf/paper/:sheet', send: { intent: 'close' }, open: ownFile },
  'GET /turf/paper/:sheet/print': { at: '/turf/paper/:sheet/print', open: ownFile },
  'POST /turf/paper/:sheet/row.json': {
    at: '/turf/paper/:sheet/row.json',
    json: { kind: 'takeBack', knockId: ':fresh' },
    open: ownFile,
  },
  'GET /turf/:shiftId': { at: '/turf/:shift', open: ['secretary'] },
  'POST /turf/:shiftId': {
    at: '/turf/:shift',
    send: { intent: 'takeBack', assignmentIds: ':assignment' },
    open: ['secretary'],
  },
  'GET /lists': { at: '/lists?ready=three_tries', open: ['committee', ...anySecretary] },
  'POST /lists': {
    at: '/lists',
    send: { intent: 'save', bodyId: ':body', name: 'Ours', notReachedIn: '3' },
    open: ['secretary', 'committee'],
  },
  'GET /turf/:shiftId/edit': { at: '/turf/:shift/edit', open: ['secretary'] },
  // Another one: this one keeps its lead and its hours.
  'POST /turf/:shiftId/edit': {
    at: '/turf/:bare_shift/edit',
    send: { day: '2099-01-01', from: '17:00', to: '19:00', place: 'Yard' },
    open: ['secretary'],
  },
  'GET /turf/:shiftId/plan': { at: '/turf/:shift/plan', open: ['secretary'] },
  'POST /turf/:shiftId/plan': {
    at: '/turf/:shift/plan',
    send: { intent: 'addBuildings', buildingIds: ':building' },
    open: ['secretary'],
  },
  'GET /turf/:shiftId/board': { at: '/turf/:shift/board', open: ownEvening },
  'POST /turf/:shiftId/board': {
    at: '/turf/:shift/board',
    send: { intent: 'newCode' },
    open: ownEvening,
  },
  'GET /turf/:shiftId/look': { at: '/turf/:shift/look', open: ownEvening },
  // A knock is not taken back by being one.
  'POST /turf/:shiftId/look': {
    at: '/turf/:shift/look',
    send: { intent: 'retract', id: ':refused_of_turf' },
    open: ownEvening,
    refusal: 422,
  },
  'GET /turf/:shiftId/debrief': { at: '/turf/:shift/debrief', open: [...ownFile, 'lead'] },
  'POST /turf/:shiftId/debrief': {
    at: '/turf/:shift/debrief',
    send: { intent: 'next' },
    open: ['secretary'],
  },
  'GET /turf/:shiftId/board.json': { at: '/turf/:shift/board.json', open: ownEvening },
}
