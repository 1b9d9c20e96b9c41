import { anyRepairs, ownPeople, type Row } from './route-row.ts'

/** Repairs, their sheets and photos. */
export const routesOfRepairs: Record<string, Row> = {
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
}
