/** The statements that apply acts: `given` holds them, the device, the account and the union's zone. */

const sent = `
sent as materialized (
  select s.n, s."opId" as op_id, s.seq, decode(s.hash, 'hex') as hash, s.kind, s.code, s."unitId" as named_id, s."turfId" as turf_id, s.op
  from given, jsonb_to_recordset(given.ops) as s (n int, "opId" uuid, seq int, hash text, kind text, code text, "unitId" uuid, "turfId" uuid, op jsonb)),
known as materialized (
  select s.n, s.op_id, l.payload_hash <> s.hash as changed, l.result, l.code
  from given, sent s cross join lateral (
    select l.* from op_ledger l where l.device_id = given.device and l.op_id = s.op_id limit 1) l)`

/** Lives behind a door of this turf by what the file says, or was met for the first time by an act sent along. */
const isOfTheTurf = `(auth.lives_in_turf(d.holding_id, (s.op -> 'person' ->> 'personId')::uuid)
        or exists (select 1 from sent o where o.op -> 'person' ->> 'isNew' = 'true'
          and o.op -> 'person' ->> 'personId' = s.op -> 'person' ->> 'personId'))`

/**
 * Which of the acts are new, where their doors are, and what speaks against them. Reads the clock after the lock was taken. What comes
 * after its lease happened at the lease's end: in which order the phone's own numbers say.
 */
function judging(against = '') {
  return `
clock as materialized (select core.clock() as at),${sent},
door as materialized (select d.* from given, auth.doors_of(array(select distinct named_id from sent where named_id is not null)) d),
judged as materialized (
  select s.n, s.op_id, s.seq, s.hash, s.kind, s.op, d.unit_id, d.holding_id, d.building_id,
    coalesce(s.code, case when s.kind = 'void' then null
      when d.unit_id is null then 'not_there'
      when not d.own and d.leased_until is null then 'not_your_turf'
      when not d.own and s.op -> 'person' ->> 'isNew' = 'false' and not ${isOfTheTurf} then 'not_there' ${against} end) as verdict,
    not d.own and d.leased_until < clock.at as late,
    case when not d.own and d.leased_until < clock.at then d.leased_until + s.seq * interval '1 microsecond'
      else clock.at + s.n * interval '1 microsecond' end as at
  from given, clock, sent s left join door d on d.named_id = s.named_id
  where not exists (select 1 from known where known.n = s.n)),
ledger as (
  insert into op_ledger (device_id, op_id, seq, account_id, kind, payload_hash, holding_id, unit_id, result, code)
  select given.device, j.op_id, j.seq, given.account, j.kind, j.hash, j.holding_id, j.unit_id,
    case when j.verdict is null then 'applied' else 'rejected' end, j.verdict
  from given, judged j on conflict do nothing returning op_id, result, code),
fact as materialized (
  select j.*, (j.at at time zone given.zone)::date as day, (j.op ->> 'knockId')::uuid as knock_id,
    (j.op -> 'person' ->> 'personId')::uuid as person_id, j.op -> 'person' ->> 'isNew' = 'true' as is_new, null::text as day_part
  from given, judged j join ledger l on l.op_id = j.op_id where l.result = 'applied' and j.kind <> 'void')`
}

const answering = `
select op_id as "opId", result, code from ledger
union all select op_id, case when changed then 'rejected' else result end, case when changed then 'changed' else code end from known`

const each = (list: string) => `jsonb_array_elements(f.op -> '${list}')`

/** Plain inserts: an id that exists is an error, and then that act is refused. */
const knockIn = `
knock_in as (
  insert into knock (holding_id, id, unit_id, person_id, account_id, device_id, turf_id, disposition, flyer, late, at, day, day_part)
  select f.holding_id, f.knock_id, f.unit_id, f.person_id, given.account, given.device, auth.turf_of((f.op ->> 'turfId')::uuid, f.holding_id, f.unit_id),
    f.op ->> 'disposition', (f.op ->> 'flyer')::boolean, f.late, f.at, f.day, f.day_part from given, fact f)`

/** What was said in a talk. The ids made here are random: one of the seventh version would keep the millisecond. */
const talkIn = `
person_in as (
  insert into person (holding_id, id, name, created_at)
  select f.holding_id, f.person_id, coalesce(f.op -> 'person' ->> 'name', '?'), f.at from fact f where f.is_new),
residency_in as (
  insert into residency (holding_id, id, person_id, unit_id) select f.holding_id, gen_random_uuid(), f.person_id, f.unit_id from fact f where f.is_new),
second_in as (
  insert into second_value (holding_id, id, person_id, field, value, account_id)
  select f.holding_id, gen_random_uuid(), f.person_id, 'name', f.op -> 'person' ->> 'name', given.account from given, fact f
    where not f.is_new and f.op -> 'person' ->> 'name' is not null
  union all
  select f.holding_id, gen_random_uuid(), f.person_id, f.op -> 'contact' ->> 'kind', f.op -> 'contact' ->> 'value', given.account from given, fact f
    where not f.is_new and f.op -> 'contact' is not null and auth.person_has(f.holding_id, f.person_id, f.op -> 'contact' ->> 'kind')),
contact_in as (
  insert into contact (holding_id, id, person_id, kind, as_typed, safe_rule)
  select f.holding_id, gen_random_uuid(), f.person_id, f.op -> 'contact' ->> 'kind', f.op -> 'contact' ->> 'value', f.op -> 'contact' ->> 'safeRule' from fact f
    where f.op -> 'contact' is not null and (f.is_new or not auth.person_has(f.holding_id, f.person_id, f.op -> 'contact' ->> 'kind'))),
language_in as (
  insert into person_language (holding_id, person_id, language)
  select f.holding_id, f.person_id, said.language from fact f, jsonb_array_elements_text(f.op -> 'languages') as said (language)
    where f.person_id is not null
  on conflict do nothing),
note_in as (
  insert into knock_note (holding_id, knock_id, note, verbatim)
  select f.holding_id, f.knock_id, f.op ->> 'note', coalesce((f.op ->> 'verbatim')::boolean, false) from fact f where f.op ->> 'note' is not null),
heard_in as (
  insert into knock_heard (holding_id, knock_id, code)
  select f.holding_id, f.knock_id, heard.code from fact f, jsonb_array_elements_text(f.op -> 'heard') as heard (code)
  union select f.holding_id, f.knock_id, 'speaks:' || said.language from fact f, jsonb_array_elements_text(f.op -> 'languages') as said (language)
    where f.person_id is null),
consent_in as (
  insert into consent (holding_id, id, person_id, purpose, channel, given, knock_id, account_id, at)
  select f.holding_id, gen_random_uuid(), f.person_id, c ->> 'purpose', c ->> 'channel', (c ->> 'given')::boolean, f.knock_id, given.account, f.at
  from given, fact f, ${each('consents')} c),
membership_in as (
  insert into membership (holding_id, id, person_id, asked_at, knock_id)
  select distinct on (f.person_id) f.holding_id, gen_random_uuid(), f.person_id, f.at, f.knock_id from fact f
  where f.op ->> 'join' = 'true' and (f.is_new or not auth.person_has(f.holding_id, f.person_id, 'membership'))
  order by f.person_id, f.n desc),
assessment_in as (
  insert into assessment (holding_id, id, person_id, unit_id, knock_id, level, basis, account_id, at, day)
  select f.holding_id, (f.op -> 'level' ->> 'id')::uuid, f.person_id, f.unit_id, f.knock_id, (f.op -> 'level' ->> 'level')::smallint,
    array(select jsonb_array_elements_text(f.op -> 'level' -> 'basis')), given.account, f.at, f.day
  from given, fact f where f.op -> 'level' is not null),
ask_in as (
  insert into ask (holding_id, id, unit_id, person_id, knock_id, step, meeting_id, answer, account_id, at)
  select f.holding_id, (a ->> 'id')::uuid, f.unit_id, f.person_id, f.knock_id, a ->> 'step', (a ->> 'meetingId')::uuid, a ->> 'answer', given.account, f.at
  from given, fact f, ${each('asks')} a),
follow_up_in as (
  insert into follow_up (holding_id, id, unit_id, person_id, knock_id, what, owner_name, due, account_id, at)
  select f.holding_id, (f.op -> 'followUp' ->> 'id')::uuid, f.unit_id, f.person_id, f.knock_id, f.op -> 'followUp' ->> 'what',
    f.op -> 'followUp' ->> 'owner', (f.op -> 'followUp' ->> 'due')::date, given.account, f.at
  from given, fact f where f.op -> 'followUp' is not null),
naming_in as (
  insert into naming (holding_id, knock_id, unit_id)
  select distinct f.holding_id, f.knock_id, u.id from fact f, jsonb_array_elements_text(f.op -> 'listensTo') as said (label_key)
    cross join lateral (select u.id from unit o join unit u on u.holding_id = o.holding_id and u.building_id = o.building_id
        and (u.label_key = said.label_key or (u.entrance = o.entrance and u.floor || u.line = said.label_key))
      where o.holding_id = f.holding_id and o.id = f.unit_id order by u.label_key = said.label_key desc limit 1) u
    where u.id <> f.unit_id),
repair as materialized (
  select f.*, r, (r ->> 'id')::uuid as repair_id from fact f, ${each('repairs')} r),
grievance_in as (
  insert into grievance (holding_id, id, building_id, unit_id, category, severity, since, knock_id, person_id, landlord_id, account_id, at, day)
  select f.holding_id, f.repair_id, f.building_id, f.unit_id, f.r ->> 'category', f.r ->> 'severity',
    case f.r ->> 'since' when 'today' then f.day when 'this_week' then f.day - 6 end, f.knock_id, f.person_id,
    (select i.party_id from interest i where i.building_id = f.building_id and i.role = 'owner' and i.until is null
      order by i.since desc nulls last, i.id limit 1), given.account, f.at, f.day
  from given, repair f),
words_in as (
  insert into grievance_words (holding_id, grievance_id, words)
  select f.holding_id, f.repair_id, f.r ->> 'words' from repair f where f.r ->> 'words' is not null),
link_in as (
  insert into grievance_link (holding_id, grievance_id, same_as)
  select f.holding_id, f.repair_id, (f.r ->> 'sameAs')::uuid from repair f where f.r ->> 'sameAs' is not null),
photo_in as (
  insert into photo (holding_id, id, grievance_id, sent_hash, account_id, at, day)
  select f.holding_id, (o ->> 'id')::uuid, f.repair_id, decode(o ->> 'sha256', 'hex'), given.account, f.at, f.day
  from given, repair f, jsonb_array_elements(f.r -> 'photos') o),
event_in as (
  insert into grievance_event (holding_id, id, grievance_id, kind, status, purpose, answer, account_id, at, day)
  select f.holding_id, gen_random_uuid(), f.repair_id, 'moved', 'reported', null, null, given.account, f.at, f.day from given, repair f
  union all
  select f.holding_id, gen_random_uuid(), f.repair_id, 'consent', null, c ->> 'purpose', case when (c ->> 'given')::boolean then 'yes' else 'no' end,
    given.account, f.at, f.day
  from given, repair f, ${each('consents')} c where c ->> 'purpose' in ('count_repair', 'name_to_landlord'))`

const retractionIn = `
retraction_in as (
  insert into knock_retraction (holding_id, knock_id, account_id)
  select f.holding_id, f.knock_id, given.account from given, fact f on conflict do nothing)`

const notOwn = `when not exists (select 1 from knock k where k.holding_id = d.holding_id
        and k.id = (s.op ->> 'knockId')::uuid and k.unit_id = d.unit_id and k.account_id = given.account) then 'not_yours'`

/** A door that is there already under this label becomes another name for it. */
const doorIn = `${sent},
first as materialized (
  select distinct on (t.building_id, s.op ->> 'labelKey') t.building_id, s.op ->> 'labelKey' as label_key, s.named_id
  from sent s join turf t on t.id = s.turf_id order by t.building_id, s.op ->> 'labelKey', s.n),
judged as materialized (
  select s.n, s.op_id, s.seq, s.hash, s.kind, s.op, s.named_id, t.holding_id, t.building_id, h.body_id,
    coalesce(u.id, case when f.named_id <> s.named_id then f.named_id end) as same_as,
    coalesce(s.code, case when t.id is null then 'not_there'
      when h.body_id = any ((select auth.bodies('buildings.write'))::uuid[]) then null
      when not t.id = any ((select auth.late_turfs())::uuid[]) or not coalesce(s.op ->> 'floor' = any (t.floors), true) then 'not_your_turf' end) as verdict
  from sent s left join turf t on t.id = s.turf_id left join holding h on h.id = t.holding_id
  left join unit u on u.building_id = t.building_id and u.label_key = s.op ->> 'labelKey'
  left join first f on f.building_id = t.building_id and f.label_key = s.op ->> 'labelKey'
  where not exists (select 1 from known where known.n = s.n)),
ledger as (
  insert into op_ledger (device_id, op_id, seq, account_id, kind, payload_hash, holding_id, unit_id, result, code)
  select given.device, j.op_id, j.seq, given.account, j.kind, j.hash, j.holding_id, coalesce(j.same_as, j.named_id),
    case when j.verdict is not null then 'rejected' when j.same_as is not null then 'merged' else 'applied' end, j.verdict
  from given, judged j on conflict do nothing returning op_id, result, code),
unit_in as (
  insert into unit (holding_id, id, building_id, label, label_key, floor, floor_rank, line, line_rank, entrance, added_in)
  select j.holding_id, j.named_id, j.building_id, j.op ->> 'label', j.op ->> 'labelKey', j.op ->> 'floor', (j.op ->> 'floorRank')::integer,
    j.op ->> 'line', (j.op ->> 'lineRank')::integer, j.op ->> 'entrance', (j.op ->> 'turfId')::uuid
  from judged j join ledger l on l.op_id = j.op_id where l.result = 'applied'),
alias_in as (
  insert into unit_alias (holding_id, alias_id, unit_id)
  select j.holding_id, j.named_id, j.same_as from judged j join ledger l on l.op_id = j.op_id where l.result = 'merged'
  on conflict do nothing)`

/**
 * What was written on paper: the day is the one it was knocked on, in the evening, in the order it is entered; in which part of it
 * nobody knows. Where the right to these doors is over, there is no fact.
 */
const onPaper = `
fact as materialized (
  select 1 as n, d.unit_id, d.holding_id, d.building_id, given.ops as op, (given.ops ->> 'day')::date as day,
    not d.own and d.leased_until < core.clock() as late, (given.ops ->> 'at')::timestamptz as at, (given.ops ->> 'knockId')::uuid as knock_id,
    (given.ops -> 'person' ->> 'personId')::uuid as person_id, given.ops -> 'person' ->> 'isNew' = 'true' as is_new, 'unknown' as day_part
  from given cross join lateral auth.doors_of(array[(given.ops ->> 'unitId')::uuid]) d where d.own or d.leased_until is not null)`

export type Step = 'doors' | 'knocks' | 'talks' | 'retractions'

/** Most knocks found nobody home: they are spared the statement with room for a talk, which takes the database longer to set up. */
export const statements: Record<Step, TemplateStringsArray> = {
  doors: template(doorIn),
  knocks: template(judging(), knockIn),
  talks: template(judging(), knockIn, talkIn),
  retractions: template(judging(notOwn), retractionIn),
}

/** One act from paper in the place of `ops`, written as sync writes it. */
export const paperStatement = parted(
  [onPaper, knockIn, talkIn].join(),
  `select holding_id as "holdingId" from fact`,
)

function template(...steps: string[]) {
  return parted(steps.join(), answering)
}

/** Parts between which `sql` puts the four values. */
function parted(steps: string, ending: string): TemplateStringsArray {
  const parts = [
    'with given as (select ',
    '::jsonb as ops, ',
    '::uuid as device, ',
    '::uuid as account, ',
    `::text as zone),${steps} ${ending}`,
  ]
  return Object.assign(parts, { raw: parts })
}
