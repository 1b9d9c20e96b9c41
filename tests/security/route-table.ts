export const roles = [
  'anonymous',
  'revoked',
  'expired',
  'member',
  'canvasser',
  'steward',
  'committee',
  'secretary',
  'other',
  'delegate',
  'guest',
  'lead',
] as const
export type Role = (typeof roles)[number]

export type Row = {
  /** With :names of what was planted. */
  at: string
  send?: Record<string, string>
  /** Sent as JSON instead of a form. */
  json?: object
  /** Who gets an answer. Everybody else: signed out → sign in; signed in → not there. */
  open: readonly Role[] | 'everyone' | 'nobody'
  /** What was sent is refused as sent, after whoever may not send anything was turned away. */
  refusal?: number
}

/** Whoever is signed in, also one whose roles have all ended. */
const signedIn = [
  'expired',
  'member',
  'canvasser',
  'steward',
  'committee',
  'secretary',
  'other',
  'delegate',
  'lead',
] as const
/** Whoever came in by a shift's code has their doors, and no other page. */
const withGuests = [...signedIn, 'guest'] as const
/** Keepers of some file, of this body or another. */
const anySecretary = ['secretary', 'other'] as const
const anyFile = ['committee', 'secretary', 'other'] as const
const anyRepairs = ['steward', ...anyFile] as const
const anyNumbers = [...anyFile, 'delegate'] as const
/** Of this body alone. */
const ownFile = ['committee', 'secretary'] as const
const ownPeople = ['steward', ...ownFile] as const
/** A shift that was put in somebody’s hands is theirs as it is the secretary’s, as long as the evening and a while after. */
const ownEvening = ['secretary', 'lead'] as const

/**
 * Who may ask what: one line for each route, endpoint and method. A new one without a line here fails the test. `other` keeps
 * another body's file, a committee's, `delegate` is the city's, with whom this body shares; `expired` had every role here until a moment ago;
 * `lead` is a canvasser in whose hands the planted shift is.
 */
export const routeTable: Record<string, Row> = {
  'GET /': { at: '/', open: 'everyone' },
  'GET /*': { at: '/nobody-has-this-address', open: 'nobody' },
  'GET /language': { at: '/language', open: 'everyone' },
  'POST /language': { at: '/language', send: { locale: 'es' }, open: 'everyone' },
  'GET /start': { at: '/start', open: 'everyone' },
  'POST /start': { at: '/start', send: { unionName: 'Another' }, open: 'everyone' },
  'GET /sign-in': { at: '/sign-in', open: 'everyone' },
  'POST /sign-in': {
    at: '/sign-in',
    send: { name: 'Nobody', password: 'wrong' },
    open: 'everyone',
    refusal: 422,
  },
  'GET /sign-out': { at: '/sign-out', open: 'everyone' },
  'POST /sign-out': { at: '/sign-out', send: {}, open: 'everyone' },
  'GET /join/:token': { at: '/join/never-made', open: 'everyone' },
  'POST /join/:token': {
    at: '/join/never-made',
    send: { name: 'X', password: 'long enough words' },
    open: 'everyone',
  },
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
  'GET /account': { at: '/account', open: signedIn },
  'POST /account': { at: '/account', send: { locale: 'en' }, open: signedIn },

  'GET /today': { at: '/today', open: signedIn },
  'POST /today': {
    at: '/today',
    send: { holdingId: ':holding', id: ':follow_up', done: 'yes' },
    open: ownFile,
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

  'GET /repairs': { at: '/repairs', open: anyRepairs },
  'GET /repairs/new': { at: '/repairs/new?building=:building', open: ownPeople },
  'POST /repairs/new': {
    at: '/repairs/new?building=:building',
    send: { place: ':door', category: 'heat' },
    open: ownPeople,
  },
  'GET /repairs/paper': { at: '/repairs/paper', open: anyRepairs },
  'POST /repairs/paper': {
    at: '/repairs/paper',
    send: { intent: 'print', buildingId: ':building' },
    open: ownPeople,
  },
  'GET /repairs/paper/:sheet': { at: '/repairs/paper/:repair_sheet', open: ownPeople },
  'POST /repairs/paper/:sheet': {
    at: '/repairs/paper/:repair_sheet',
    send: { intent: 'close' },
    open: ownPeople,
  },
  'GET /repairs/paper/:sheet/print': { at: '/repairs/paper/:repair_sheet/print', open: ownPeople },
  'POST /repairs/paper/:sheet/row.json': {
    at: '/repairs/paper/:repair_sheet/row.json',
    json: { kind: 'enter', id: ':fresh', n: 1, day: '2020-01-01', fixed: 'yes' },
    open: ownPeople,
  },
  'GET /repairs/:holdingId/:grievanceId': { at: '/repairs/:holding/:grievance', open: ownPeople },
  'POST /repairs/:holdingId/:grievanceId': {
    at: '/repairs/:holding/:grievance',
    send: { intent: 'contact', channel: 'call' },
    open: ownPeople,
  },

  'GET /repairs/:holdingId/:grievanceId/photos': {
    at: '/repairs/:holding/:grievance/photos',
    open: ownPeople,
  },
  'POST /repairs/:holdingId/:grievanceId/photos': {
    at: '/repairs/:holding/:grievance/photos',
    send: { file: 'no file' },
    open: ownPeople,
    refusal: 422,
  },
  'GET /photos/:holdingId/:photoId.jpg': { at: '/photos/:holding/:photo.jpg', open: ownPeople },
  'GET /photos/:hash.json': { at: '/photos/:photo_hash.json', open: ['canvasser'] },
  'PUT /photos/:hash/:n': { at: '/photos/:photo_hash/0?of=1', open: ['canvasser'], refusal: 400 },

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

  'GET /map': { at: '/map', open: anyNumbers },
  'GET /map/present': { at: '/map/present', open: anyNumbers },
  'GET /coverage.json': { at: '/coverage.json', open: anyNumbers },
  'GET /coverage/version.json': { at: '/coverage/version.json', open: anyNumbers },
  'GET /tiles/basemap/:z/:x/:y.mvt': { at: '/tiles/basemap/12/655/1582.mvt', open: signedIn },

  'GET /union': { at: '/union', open: signedIn },
  'GET /union/:bodyId': { at: '/union/:body', open: signedIn },
  'POST /union/:bodyId': {
    at: '/union/:body',
    send: { intent: 'join', parentId: ':union', since: '2021-01-01', decided: 'By hand' },
    open: ['secretary'],
  },
  'GET /union/:bodyId/heard': { at: '/union/:body/heard', open: ownFile },
  'GET /union/:bodyId/people': { at: '/union/:body/people', open: ownPeople },
  'POST /union/:bodyId/people': {
    at: '/union/:body/people',
    send: { intent: 'give', role: 'member' },
    open: ['secretary'],
  },
  'GET /union/:bodyId/phones': { at: '/union/:body/phones', open: ['secretary'] },
  'POST /union/:bodyId/phones': {
    at: '/union/:body/phones',
    send: { intent: 'lost', deviceId: ':phone_name' },
    open: ['secretary'],
  },
  'GET /union/:bodyId/shares': { at: '/union/:body/shares', open: ownFile },
  'POST /union/:bodyId/shares': {
    at: '/union/:body/shares',
    send: { toBodyId: ':union', field: 'doors', on: 'true' },
    open: ['secretary'],
  },
  'GET /union/:bodyId/log': { at: '/union/:body/log', open: ['secretary'] },
  'GET /union/:bodyId/scripts': { at: '/union/:body/scripts', open: ['secretary'] },
  'POST /union/:bodyId/scripts': {
    at: '/union/:body/scripts',
    send: { intent: 'card', language: 'ko', text: 'Hello', reviewedBy: 'Jin' },
    open: ['secretary'],
  },
  'GET /union/:bodyId/scripts/:scriptId': { at: '/union/:body/scripts/:script', open: ['secretary'] },
  'POST /union/:bodyId/scripts/:scriptId': {
    at: '/union/:body/scripts/:script',
    send: { intent: 'save', name: 'Winter', 'steps.0.id': 'a', 'steps.0.texts.en': 'Hello' },
    open: ['secretary'],
  },
  'GET /union/found-committee': { at: '/union/found-committee', open: anySecretary },
  'POST /union/found-committee': {
    at: '/union/found-committee',
    send: { holdingId: ':spare_holding', name: 'Spare', since: '2026-01-01', decided: 'By hand' },
    open: ['secretary'],
  },
}
