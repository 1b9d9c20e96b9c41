-- A petition or a button day is asked for, promised and done as a meeting is: the same row, the same three columns of the chart.

alter table meeting add column kind text not null default 'meeting'
    check (kind in ('meeting', 'petition', 'button_day', 'group_photo', 'letter', 'other')),
  -- What is said at the door: the step of the ladder of asks.
  add column step text not null default 'meeting',
  add check ((kind = 'meeting') = (step = 'meeting')),
  drop constraint meeting_place_check,
  add check (length(place) <= 120 and (kind <> 'meeting' or length(trim(place)) >= 1));

-- The action this shift asks for.
alter table shift add column action_id uuid references meeting (id);
grant update (action_id) on shift to lintel_app;

-- A phone sends the step alone. Whose action it is, the shift knows: it is written down with the answer, when the knock it came with stands.
create function auth.link_asks() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select 1 from added a where a.meeting_id is null and a.knock_id is not null) then
    update public.ask a set meeting_id = m.id
    from added n join public.knock k on k.holding_id = n.holding_id and k.id = n.knock_id
    join public.turf t on t.holding_id = k.holding_id and t.id = k.turf_id join public.shift s on s.id = t.shift_id
    join public.meeting m on m.id = s.action_id
    where n.meeting_id is null and m.step = n.step and m.cancelled_at is null and a.holding_id = n.holding_id and a.id = n.id;
  end if;
  return null;
end $$;
grant create on schema auth to lintel_auth;
alter function auth.link_asks() owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.link_asks() from public;
create trigger link_asks after insert on ask referencing new table as added for each statement execute function auth.link_asks();

-- Who came counts meetings alone, not what was signed.
create or replace function auth.shift_outcome(wanted uuid) returns jsonb language sql stable security definer set search_path = '' as $$
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
        and m.kind = 'meeting' and m.starts_at > s.starts_at and m.starts_at < s.ends_at + interval '60 days'
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
