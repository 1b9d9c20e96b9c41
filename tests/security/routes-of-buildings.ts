import { anySecretary, ownFile, ownPeople, type Row, signedIn } from './route-row.ts'

/** Buildings with their doors and people; meetings. */
export const routesOfBuildings: Record<string, Row> = {
  'GET /buildings': { at: '/buildings', open: signedIn },
  'GET /buildings/new': { at: '/buildings/new', open: anySecretary },
  'POST /buildings/new': {
    at: '/buildings/new',
    send: {
      bodyId: ':body',
      address: '1 Matrix Way',
      kind: 'multi_unit',
      floors: '2',
      perFloor: '2',
      naming: 'letters',
    },
    open: ['secretary'],
  },
  'GET /buildings/import': { at: '/buildings/import', open: ['secretary'] },
  'POST /buildings/import': { at: '/buildings/import', send: {}, open: ['secretary'], refusal: 422 },
  'GET /buildings/import/:watch.json': { at: '/buildings/import/:import.json', open: ['secretary'] },
  'GET /buildings/:buildingId': { at: '/buildings/:building', open: signedIn },
  'GET /buildings/:buildingId.json': { at: '/buildings/:building.json', open: signedIn },
  'GET /buildings/:buildingId/cover': { at: '/buildings/:building/cover', open: ownFile },
  'GET /buildings/:buildingId/doors/:door': { at: '/buildings/:building/doors/1A', open: ownPeople },
  'GET /buildings/:buildingId/doors': { at: '/buildings/:building/doors', open: ['secretary'] },
  'POST /buildings/:buildingId/doors': {
    at: '/buildings/:building/doors',
    send: { act: 'unstrike', key: '1A' },
    open: ['secretary'],
  },
  'GET /buildings/:buildingId/doors/:door/lift': {
    at: '/buildings/:building/doors/2A/lift',
    open: ['secretary'],
  },
  'POST /buildings/:buildingId/doors/:door/lift': {
    at: '/buildings/:building/doors/2A/lift',
    send: { reason: 'They called' },
    open: ['secretary'],
  },
  'GET /buildings/:buildingId/heard': { at: '/buildings/:building/heard', open: ownFile },
  'GET /buildings/:buildingId/people': { at: '/buildings/:building/people', open: ownPeople },
  'POST /buildings/:buildingId/people': {
    at: '/buildings/:building/people',
    send: { name: 'New neighbor', unitId: ':door' },
    open: ownFile,
  },
  'GET /buildings/:buildingId/people/:personId': { at: '/buildings/:building/people/:ana', open: ownPeople },
  'POST /buildings/:buildingId/people/:personId': {
    at: '/buildings/:building/people/:ana',
    send: { intent: 'rename', name: 'Ana' },
    open: ownFile,
  },
  'GET /buildings/:buildingId/people/:personId/ties': {
    at: '/buildings/:building/people/:ana/ties',
    open: ownPeople,
  },
  'POST /buildings/:buildingId/people/:personId/ties': {
    at: '/buildings/:building/people/:bo/ties',
    send: { intent: 'followsNot', other: ':ana' },
    open: ownFile,
  },
  'GET /meetings/new': { at: '/meetings/new', open: anySecretary },
  'POST /meetings/new': {
    at: '/meetings/new',
    send: { bodyId: ':body', title: 'All of us', day: '2099-01-01', time: '19:00', place: 'Laundry room' },
    open: ['secretary'],
  },
  'GET /meetings/new-action': { at: '/meetings/new-action', open: anySecretary },
  'POST /meetings/new-action': {
    at: '/meetings/new-action',
    send: { bodyId: ':body', kind: 'petition', title: 'Heat for all', day: '2099-01-01' },
    open: ['secretary'],
  },
  'GET /meetings/:meetingId': { at: '/meetings/:meeting', open: ['member', ...ownPeople] },
  'GET /meetings/:meetingId/flyer': { at: '/meetings/:meeting/flyer', open: ['member', ...ownPeople] },
  'GET /meetings/:meetingId/sign-in': { at: '/meetings/:meeting/sign-in', open: ownPeople },
  'GET /meetings/:meetingId/reminders': { at: '/meetings/:meeting/reminders', open: ownPeople },
  'POST /meetings/:meetingId/reminders': {
    at: '/meetings/:meeting/reminders',
    send: { intent: 'reminded', tick: ':door.yes' },
    open: ['secretary'],
  },
  'POST /meetings/:meetingId': {
    at: '/meetings/:meeting',
    send: { intent: 'came', tick: ':door.kept' },
    open: ['secretary'],
  },
}
