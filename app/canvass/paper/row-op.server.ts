import { randomUUID } from 'node:crypto'
import type { Handle } from '#app/core/actor.server.ts'
import { listCasesNear } from '#app/grievances/cases-near.server.ts'
import { severityOf } from '#app/grievances/categories.ts'
import { instantWritten } from '../instant-written.server.ts'
import { unnamed } from '../lists.ts'
import type { Entry, Said } from './paper.schema.ts'
import type { Sheet } from './sheets.server.ts'

/** As a phone would say it. Ids beside the knock's are made here: the knock's own decides whether it is there already. */
export async function opOf(db: Handle, sheet: Sheet, unitId: string, entry: Entry) {
  const { knockId, day, disposition, level, basis, coming, asks = [], followUp, repairs = [] } = entry
  const { languages, heard, consents, join, listensTo, note, verbatim } = entry
  const person = await personOf(db, sheet, unitId, entry)
  const answered = [
    ...(coming && sheet.meetingId ? [{ step: 'meeting', meetingId: sheet.meetingId, answer: coming }] : []),
    ...asks.flatMap(({ n, answer }) => {
      const step = sheet.asks[n]
      if (!step) return []
      return [{ step, answer, ...(step === sheet.actionStep && { meetingId: sheet.actionId }) }]
    }),
  ]
  return {
    knockId,
    unitId,
    turfId: sheet.turfId,
    disposition,
    flyer: sheet.leavesFlyer && disposition === 'not_home',
    day,
    at: await instantWritten(db, day),
    ...(person && { person: person.op }),
    ...(person?.contact && { contact: person.contact }),
    ...(person && consents && { consents }),
    ...(person && join && { join }),
    ...(level && { level: { id: randomUUID(), level, basis: basis ?? ['said'] } }),
    ...(answered.length > 0 && { asks: answered.map((ask) => ({ id: randomUUID(), ...ask })) }),
    ...(languages && { languages }),
    ...(heard && { heard }),
    ...(listensTo && { listensTo }),
    ...(followUp && { followUp: { id: randomUUID(), ...followUp } }),
    ...(repairs.length > 0 && { repairs: await repairsOf(db, sheet, unitId, repairs) }),
    ...(note && { note }),
    ...(note && verbatim && { verbatim }),
  }
}

/**
 * Whose it is, as on a phone: needed where something said is somebody's. A row entered anew is about the same one; a name that lives
 * here is theirs; without a name it is the one person known here, else somebody without a name, one to a door.
 */
async function personOf(db: Handle, sheet: Sheet, unitId: string, entry: Entry) {
  const { name, phone, level, join, consents = [], instead } = entry
  if (!name && !phone && !level && !join && !consents.some(({ given }) => given)) return null
  const known = await db.sql<{
    personId: string
    name: string
    phones: string[]
    before: boolean
    doubted: boolean
  }>`
    with here as (
      select p.id, p.name from residency r join person p on p.holding_id = r.holding_id and p.id = r.person_id
      where r.holding_id = ${sheet.holdingId} and r.unit_id = ${unitId} and r.until is null
      union select t.person_id, t.name from auth.turf_people() t where t.unit_id = ${unitId}),
    before as (select k.person_id as id from knock k where k.holding_id = ${sheet.holdingId} and k.id = ${instead ?? null}::uuid and k.person_id is not null)
    select coalesce(h.id, b.id) as "personId", coalesce(h.name, ${unnamed}) as name, b.id is not null as before,
      exists (select 1 from doubted_residency d
        where d.holding_id = ${sheet.holdingId} and d.unit_id = ${unitId} and d.person_id = h.id) as doubted,
      array(select c.as_typed from contact c where c.holding_id = ${sheet.holdingId} and c.person_id = coalesce(h.id, b.id) and c.kind = 'phone') as phones
    from here h full join before b on b.id = h.id`
  // Of whom it was said that they moved out, only their name says that it was them.
  const unsaid = known.filter(({ doubted }) => !doubted)
  const named = unsaid.filter((each) => each.name !== unnamed)
  const chosen =
    known.find(({ before }) => before) ??
    (name
      ? known.find((each) => each.name.toLowerCase() === name.toLowerCase())
      : named.length === 1
        ? named[0]
        : unsaid.find((each) => each.name === unnamed))
  // What the file says already is not a second value of it.
  const isSaid = chosen?.name.toLowerCase() === name?.toLowerCase()
  return {
    op: {
      personId: chosen?.personId ?? randomUUID(),
      isNew: !chosen,
      ...(name && !isSaid && { name }),
    },
    contact: phone && !chosen?.phones.includes(phone) ? { kind: 'phone', value: phone } : null,
  }
}

/** The same trouble at this door, or above or below it, is one trouble: linked with the case that was heard first. */
async function repairsOf(db: Handle, sheet: Sheet, unitId: string, repairs: NonNullable<Said['repairs']>) {
  const { holdingId, turfId } = sheet
  const cases = await listCasesNear(db, { holdingId, unitId, turfId })
  return repairs.map((repair) => {
    const first = cases.find(({ category }) => category === repair.category)?.first
    return {
      id: randomUUID(),
      severity: severityOf[repair.category],
      ...repair,
      ...(first && { sameAs: first }),
    }
  })
}
