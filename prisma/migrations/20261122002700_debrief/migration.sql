-- After the evening: what was promised gets an owner who may see it, what was heard becomes an agenda, and what came of it is told.

alter table follow_up add column owner_id uuid references account (id);
grant update (owner_id, due) on follow_up to lintel_app;
create or replace view live_follow_up with (security_invoker = true) as
  select t.* from follow_up t where t.knock_id is null or not derive.taken_back(t.holding_id, t.knock_id);

-- How many talks are still to be finished on this person's phone: the number alone, said when they came back.
alter table shift_person add column drafts smallint check (drafts between 0 and 500);

-- What is to be talked about: one line a point.
alter table meeting add column agenda text not null default '' check (length(agenda) <= 4000);

create function auth.tell_drafts(wanted uuid, unfinished integer) returns void language sql security definer set search_path = '' as $$
  update public.shift_person set drafts = least(greatest(unfinished, 0), 500) where shift_id = wanted and account_id = auth.account()
$$;

-- The knocks of a shift that count, in files its body still keeps.
create function auth.shift_knocks(wanted uuid) returns table (holding_id uuid, id uuid, unit_id uuid, person_id uuid, account_id uuid, device_id uuid,
  disposition text, at timestamptz, day date) language sql stable security definer set search_path = '' as $$
  select k.holding_id, k.id, k.unit_id, k.person_id, k.account_id, k.device_id, k.disposition, k.at, k.day
  from public.shift s join public.turf t on t.shift_id = s.id join public.holding h on h.id = t.holding_id and h.body_id = s.body_id
  join public.knock k on k.holding_id = t.holding_id and k.turf_id = t.id
  where s.id = wanted and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id)
$$;

-- For the lead every pair, for everybody else their own. A week after the shift there are no minutes any more, only doors and talks.
create function auth.shift_pace(wanted uuid) returns table (team text, name text, unit_id uuid, phone uuid, disposition text, at timestamptz)
language sql stable security definer set search_path = '' as $$
  with people as materialized (select p.account_id, p.pair_id from auth.shift_people(wanted) p),
  me as (select coalesce((select p.pair_id::text from people p where p.account_id = auth.account()), auth.account()::text) as team,
    auth.leads_shift(wanted) as leads),
  told as (select k.*, coalesce(p.pair_id::text, k.account_id::text) as team, coalesce(q.name, a.name) as name
    from auth.shift_knocks(wanted) k left join people p on p.account_id = k.account_id left join public.shift_pair q on q.id = p.pair_id
    join public.account a on a.id = k.account_id)
  select k.team, k.name, k.unit_id, coalesce(k.device_id, k.account_id), k.disposition,
    case when s.ends_at > now() - interval '7 days' then k.at end
  from told k cross join me join public.shift s on s.id = wanted where me.leads or k.team = me.team
  order by k.name, k.team, k.at
$$;

-- What came of a shift, in numbers of doors and deeds and without a name; for whoever was there, leads it, or reads what its body heard.
create function auth.shift_outcome(wanted uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  with knocks as materialized (select * from auth.shift_knocks(wanted)),
  talked as materialized (select distinct k.holding_id, k.unit_id from knocks k where k.disposition = 'conversation'),
  told as materialized (select g.holding_id, g.id from public.grievance g join knocks k on k.holding_id = g.holding_id and k.id = g.knock_id),
  promised as materialized (select f.done_at from public.follow_up f join knocks k on k.holding_id = f.holding_id and k.id = f.knock_id)
  select jsonb_build_object(
    'doors', (select count(distinct k.unit_id) from knocks k),
    'talks', (select count(*) from talked),
    'came', (select count(distinct c.unit_id) from (
      select distinct on (a.meeting_id, a.unit_id) a.unit_id, a.came from public.attendance a
      join talked d on d.holding_id = a.holding_id and d.unit_id = a.unit_id
      join public.meeting m on m.id = a.meeting_id and m.body_id = s.body_id and m.cancelled_at is null
        and m.starts_at > s.starts_at and m.starts_at < s.ends_at + interval '60 days'
      order by a.meeting_id, a.unit_id, a.at desc, a.id desc) c where c.came),
    'repairs', (select count(*) from told),
    'fixed', (select count(*) from told g where not derive.is_open(g.holding_id, g.id) and exists (
      select 1 from public.grievance_event e where e.holding_id = g.holding_id and e.grievance_id = g.id and e.status = 'confirmed')),
    'joined', (select count(distinct m.person_id) from public.membership m join knocks k on k.holding_id = m.holding_id and k.id = m.knock_id
      where m.ended_at is null),
    'promises', (select count(*) from promised),
    'kept', (select count(*) from promised f where f.done_at is not null))
  from public.shift s where s.id = wanted and (s.body_id = any (auth.bodies('knocks.read')) or auth.leads_shift(wanted)
    or exists (select 1 from knocks k where k.account_id = auth.account())
    or exists (select 1 from auth.shift_people(wanted) p where p.account_id = auth.account()))
$$;

-- The shifts of the last sixty days this account was part of, each with what came of it.
create function auth.my_evenings() returns table (id uuid, place text, starts_at timestamptz, ends_at timestamptz, outcome jsonb)
language sql stable security definer set search_path = '' as $$
  with mine as (
    select p.shift_id from public.shift_person p where p.account_id = auth.account()
    union select t.shift_id from public.turf_assignment a join public.turf t on t.holding_id = a.holding_id and t.id = a.turf_id
      where a.account_id = auth.account())
  select s.id, s.place, s.starts_at, s.ends_at, auth.shift_outcome(s.id) from mine join public.shift s on s.id = mine.shift_id
  where s.called_off_at is null and s.starts_at < now() and s.ends_at > now() - interval '60 days' order by s.starts_at desc, s.id limit 12
$$;

-- When access to the doors has ended, what was promised there and has no owner passes to whoever led, or to a secretary: somebody who may
-- read it. Says how many.
create function auth.pass_follow_ups() returns integer language plpgsql security definer set search_path = '' as $$
declare part record; clock public.body_clock; today date; entry bytea; passed integer := 0;
begin
  today := (now() at time zone (select u.time_zone from public.union_profile u))::date;
  for part in
    with keepers as (select g.body_id, g.account_id, g.role, g.granted_at from public.role_grant g
      join public.role_capability c on c.role = g.role and c.capability = 'follow_ups.read'
      join public.account a on a.id = g.account_id and a.disabled_at is null
      where g.revoked_at is null and (g.expires_at is null or g.expires_at > now())),
    loose as (select f.holding_id, f.id, h.body_id, coalesce(
        (select p.account_id from keepers p where p.body_id = h.body_id and p.account_id = s.lead_id limit 1),
        (select p.account_id from keepers p where p.body_id = h.body_id order by p.role = 'secretary' desc, p.granted_at, p.account_id limit 1)) as keeper
      from public.follow_up f join public.knock k on k.holding_id = f.holding_id and k.id = f.knock_id
      join public.turf t on t.holding_id = k.holding_id and t.id = k.turf_id join public.shift s on s.id = t.shift_id
      join public.holding h on h.id = f.holding_id
      where f.owner_id is null and f.done_at is null and s.ends_at + interval '2 hours' < now()
        and not exists (select 1 from public.knock_retraction r where r.holding_id = k.holding_id and r.knock_id = k.id))
    select l.body_id, l.keeper, array_agg(l.id) as ids from loose l where l.keeper is not null group by l.body_id, l.keeper order by l.body_id, l.keeper
  loop
    update public.body_clock set audit = audit + 1 where body_id = part.body_id returning * into clock;
    update public.follow_up set owner_id = part.keeper where id = any (part.ids) and owner_id is null;
    passed := passed + cardinality(part.ids);
    entry := sha256(clock.audit_head || convert_to(concat_ws('|', part.body_id, clock.audit, null::uuid, 'promises_passed', part.keeper, today), 'UTF8'));
    insert into public.audit_entry (body_id, n, account_id, action, object_id, day, previous, hash)
      values (part.body_id, clock.audit, null, 'promises_passed', part.keeper, today, clock.audit_head, entry);
    update public.body_clock set audit_head = entry where body_id = part.body_id;
  end loop;
  return passed;
end $$;

grant create on schema auth to lintel_auth;
do $$
declare f regprocedure; open boolean;
begin
  for f, open in select p.oid::regprocedure, p.proname <> 'shift_knocks' from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'auth' and p.proname in ('tell_drafts', 'shift_knocks', 'shift_pace', 'shift_outcome', 'my_evenings', 'pass_follow_ups') loop
    execute format('alter function %s owner to lintel_auth; revoke all on function %1$s from public', f);
    if open then execute format('grant execute on function %s to lintel_app', f); end if;
  end loop;
end $$;
revoke create on schema auth from lintel_auth;
