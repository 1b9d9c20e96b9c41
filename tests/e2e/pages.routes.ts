import type { RouteConfigEntry } from '@react-router/dev/routes'
import pg from 'pg'
import { newSessionToken } from '#app/core/session-token.ts'
import routes from '#app/routes.ts'
import type { demoSignIns } from '#prisma/seed/sign-ins.ts'

type Role = (typeof demoSignIns)[number]['role']

export type PageOf = {
  /** With :names of what the made-up union holds. */
  at: string
  /** Nobody: whoever comes by. Local: who keeps a local's files, and is not among the people to sign in as. */
  as: Role | 'local' | 'nobody'
  /** Where it leads at once; such a page draws nothing of its own. */
  leadsTo?: RegExp
  /** What it answers, when that is not 200. */
  status?: number
  /** In a union nobody has founded yet. */
  inEmptyUnion?: true
  /** Data for another page: it draws nothing. */
  data?: true
}

/** Every page of routes.ts and somebody who may see it. One without a line here fails the test. */
export const pages: Record<string, PageOf> = {
  '/': { at: '/', as: 'secretary', leadsTo: /\/today$/ },
  '/language': { at: '/language', as: 'secretary', leadsTo: /\/today$/ },
  '/start': { at: '/start', as: 'nobody', inEmptyUnion: true },
  '/sign-in': { at: '/sign-in', as: 'nobody' },
  '/sign-out': { at: '/sign-out', as: 'secretary' },
  '/join/:token': { at: '/join/used-up', as: 'nobody' },
  '/shift/join': { at: '/shift/join', as: 'nobody' },
  '/shift/because': { at: '/shift/because', as: 'canvasser' },
  '/shift/hand-back': { at: '/shift/hand-back', as: 'canvasser' },
  '/doors': { at: '/doors', as: 'canvasser' },
  '/doors/practice': { at: '/doors/practice', as: 'nobody' },
  '/doors/turf/:turfId': { at: '/doors/turf/:turf', as: 'canvasser' },
  '/doors/turf/:turfId/photo': { at: '/doors/turf/:turf/photo', as: 'canvasser' },
  '/doors/turf/:turfId/card': { at: '/doors/turf/:turf/card', as: 'canvasser' },
  '/doors/hand-in': { at: '/doors/hand-in', as: 'canvasser' },
  '/doors/no-network': { at: '/doors/no-network', as: 'nobody' },
  '/doors/unlock': { at: '/doors/unlock', as: 'canvasser' },
  '/buildings/:buildingId/doors/:door': { at: '/buildings/:building/doors/1A', as: 'secretary', data: true },
  '/map/present': { at: '/map/present', as: 'delegate' },
  '/today': { at: '/today', as: 'secretary' },
  '/doors/needs-a-look': { at: '/doors/needs-a-look', as: 'secretary' },
  '/doors/needs-a-look/:id': { at: '/doors/needs-a-look/:refused', as: 'local' },
  '/buildings/:buildingId/people': { at: '/buildings/:building/people', as: 'secretary' },
  '/buildings/:buildingId/people/:personId': { at: '/buildings/:building/people/:person', as: 'secretary' },
  '/buildings/:buildingId/people/:personId/ties': {
    at: '/buildings/:building/people/:person/ties',
    as: 'secretary',
  },
  '/turf': { at: '/turf', as: 'secretary' },
  '/turf/new': { at: '/turf/new', as: 'secretary' },
  '/turf/:shiftId': { at: '/turf/:shift', as: 'secretary' },
  '/turf/paper': { at: '/turf/paper', as: 'secretary' },
  '/turf/paper/:sheet': { at: '/turf/paper/:sheet', as: 'secretary' },
  '/turf/paper/:sheet/print': { at: '/turf/paper/:sheet/print', as: 'secretary' },
  '/lists': { at: '/lists?ready=three_tries', as: 'secretary' },
  '/turf/:shiftId/edit': { at: '/turf/:shift/edit', as: 'secretary' },
  '/turf/:shiftId/plan': { at: '/turf/:shift/plan', as: 'secretary' },
  '/turf/:shiftId/board': { at: '/turf/:shift/board', as: 'secretary' },
  '/turf/:shiftId/look': { at: '/turf/:shift/look', as: 'secretary' },
  '/turf/:shiftId/debrief': { at: '/turf/:shift/debrief', as: 'secretary' },
  '/meetings/new': { at: '/meetings/new', as: 'secretary' },
  '/meetings/new-action': { at: '/meetings/new-action', as: 'secretary' },
  '/meetings/:meetingId': { at: '/meetings/:meeting', as: 'secretary' },
  '/meetings/:meetingId/sign-in': { at: '/meetings/:meeting/sign-in', as: 'secretary' },
  '/meetings/:meetingId/reminders': { at: '/meetings/:meeting/reminders', as: 'secretary' },
  '/meetings/:meetingId/flyer': { at: '/meetings/:meeting/flyer', as: 'secretary' },
  '/account': { at: '/account', as: 'steward' },
  '/union': { at: '/union', as: 'delegate', leadsTo: /\/union\/[0-9a-f-]+$/ },
  '/union/found-committee': { at: '/union/found-committee', as: 'local' },
  '/union/:bodyId': { at: '/union/:body', as: 'secretary' },
  '/union/:bodyId/heard': { at: '/union/:body/heard', as: 'secretary' },
  '/union/:bodyId/people': { at: '/union/:body/people', as: 'secretary' },
  '/union/:bodyId/phones': { at: '/union/:body/phones', as: 'secretary' },
  '/union/:bodyId/shares': { at: '/union/:body/shares', as: 'secretary' },
  '/union/:bodyId/scripts': { at: '/union/:body/scripts', as: 'secretary' },
  '/union/:bodyId/scripts/:scriptId': { at: '/union/:body/scripts/new', as: 'secretary' },
  '/union/:bodyId/log': { at: '/union/:body/log', as: 'secretary' },
  '/buildings/import': { at: '/buildings/import', as: 'local' },
  '/map': { at: '/map', as: 'delegate' },
  '/buildings': { at: '/buildings', as: 'secretary' },
  '/buildings/new': { at: '/buildings/new', as: 'secretary' },
  '/buildings/:buildingId': { at: '/buildings/:building', as: 'secretary' },
  '/buildings/:buildingId/heard': { at: '/buildings/:building/heard', as: 'secretary' },
  '/buildings/:buildingId/doors/:door/lift': { at: '/buildings/:building/doors/1A/lift', as: 'secretary' },
  '/buildings/:buildingId/doors': { at: '/buildings/:building/doors', as: 'secretary' },
  '/buildings/:buildingId/cover': { at: '/buildings/:building/cover', as: 'secretary' },
  '/repairs': { at: '/repairs', as: 'steward' },
  '/repairs/new': { at: '/repairs/new?building=:building', as: 'steward' },
  '/repairs/paper': { at: '/repairs/paper', as: 'steward' },
  '/repairs/paper/:sheet': { at: '/repairs/paper/:carried', as: 'steward' },
  '/repairs/paper/:sheet/print': { at: '/repairs/paper/:carried/print', as: 'steward' },
  '/repairs/:holdingId/:grievanceId/photos': { at: '/repairs/:holding/:repair/photos', as: 'steward' },
  '/repairs/:holdingId/:grievanceId': { at: '/repairs/:holding/:repair', as: 'steward' },
  '/*': { at: '/nobody-has-this-address', as: 'secretary', status: 404 },
}

/** The paths that routes.ts writes, whole. */
export function listPaths(entries: RouteConfigEntry[] = routes, before = ''): string[] {
  return entries.flatMap(({ path, index, children }) => {
    const at = path ? `${before}/${path}` : before
    if (children) return listPaths(children, at)
    return index ? [at || '/'] : [at]
  })
}

/** What stands behind the :names: the building with a committee, what happened there, and a session for its local. */
export async function findIds(databaseUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, string>>(`
      with home as (select h.id as holding, h.building_id as building, h.body_id as body from holding h
        join role_grant g on g.body_id = h.body_id and g.role = 'secretary' and g.revoked_at is null
        join account a on a.id = g.account_id and a.name = 'Rosa Lindqvist')
      select home.*,
        (select a.turf_id from turf_assignment a join account who on who.id = a.account_id and who.name = 'Cleo Marsh'
          where a.holding_id = home.holding and a.revoked_at is null and a.expires_at > now() limit 1) as turf,
        (select t.shift_id from turf t where t.holding_id = home.holding order by t.shift_id desc limit 1) as shift,
        (select m.id from meeting m where m.body_id = home.body order by m.starts_at desc limit 1) as meeting,
        (select r.person_id from residency r where r.holding_id = home.holding and r.until is null
          order by r.person_id limit 1) as person,
        (select g.id from grievance g where g.holding_id = home.holding and g.unit_id is not null order by g.id limit 1) as repair
      from home`)
    const ids = rows[0]
    const missing = Object.entries(ids ?? { union: null }).filter(([, id]) => !id)
    if (!ids || missing.length > 0)
      throw new Error(`The made-up union has no ${missing.map(([name]) => name)}`)
    const { rows: printed } = await client.query<{ id: string }>(
      `insert into print_sheet (holding_id, code, building_id, account_id, day)
       select $1, translate(left(md5(random()::text), 6), '0123456789abcdef', 'ACEHKMPRTXACEHKM'), $2, made_by, current_date from shift where id = $3
       returning id`,
      [ids.holding, ids.building, ids.shift],
    )
    await client.query(
      `insert into print_row (holding_id, sheet_id, n, unit_id)
       select holding_id, $2, row_number() over (order by label_key), id from unit where holding_id = $1 limit 24`,
      [ids.holding, printed[0]?.id],
    )
    const { rows: carried } = await client.query<{ id: string }>(
      `insert into repair_sheet (holding_id, code, building_id, account_id, day)
       select $1, translate(left(md5(random()::text), 6), '0123456789abcdef', 'ACEHKMPRTXACEHKM'), $2, made_by, current_date from shift where id = $3
       returning id`,
      [ids.holding, ids.building, ids.shift],
    )
    await client.query(
      `insert into repair_row (holding_id, sheet_id, n, grievance_id, seen)
       select holding_id, $2, row_number() over (order by id), id, '{}' from grievance where holding_id = $1 limit 12`,
      [ids.holding, carried[0]?.id],
    )
    const { token, id } = newSessionToken()
    await client.query(
      `insert into session (id, account_id, label, expires_at)
       select $1, g.account_id, 'pages', now() + interval '1 hour' from role_grant g join body b on b.id = g.body_id and b.kind = 'local'
       where g.role = 'secretary' and g.revoked_at is null limit 1`,
      [id],
    )
    const { rows: refused } = await client.query<{ id: string }>(
      `insert into refused_op (device_id, op_id, account_id, body_id, code, payload)
       select gen_random_uuid(), gen_random_uuid(), s.account_id, h.body_id, 'not_your_turf', jsonb_build_object('kind', 'knock', 'unitId', u.id,
         'disposition', 'conversation', 'flyer', false, 'note', 'Works nights', 'languages', jsonb_build_array('es'), 'level', 'torn')
       from session s join role_grant g on g.account_id = s.account_id and g.role = 'secretary' and g.revoked_at is null
       join holding h on h.body_id = g.body_id join unit u on u.holding_id = h.id where s.id = $1 limit 1 returning id`,
      [id],
    )
    return {
      ...ids,
      token,
      sheet: printed[0]?.id ?? '',
      carried: carried[0]?.id ?? '',
      refused: refused[0]?.id ?? '',
    }
  } finally {
    await client.end()
  }
}
