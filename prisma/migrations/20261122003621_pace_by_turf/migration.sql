-- How it went is told by the turf the knock was on, as the board does: whoever moves to another pair leaves there what was done there. Where no
-- pair has a turf, those who share it are one. What one person did alone has no minutes: `alone` is said of a team that never was two.
drop function auth.shift_pace(uuid);
create function auth.shift_pace(wanted uuid) returns table (team text, pair text, people text[], alone boolean, unit_id uuid, phone uuid, disposition text, at timestamptz)
language sql stable security definer set search_path = '' as $$
  with told as materialized (select k.*, n.turf_id, t.pair_id,
      exists (select 1 from public.print_entry e where e.holding_id = k.holding_id and e.knock_id = k.id) as on_paper
    from auth.shift_knocks(wanted) k join public.knock n on n.holding_id = k.holding_id and n.id = k.id join public.turf t on t.holding_id = n.holding_id and t.id = n.turf_id),
  -- Whoever typed a sheet in was not at the doors, and its minutes are those of the desk.
  knocked as materialized (select distinct k.turf_id, k.account_id from told k where not k.on_paper),
  given as materialized (select t.turf_id, a.account_id from (select distinct k.holding_id, k.turf_id from told k) t
    join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.turf_id and (a.revoked_at is null or a.handed_back)),
  who as materialized (
    select k.turf_id, p.account_id from (select distinct k.turf_id, k.pair_id from told k) k join auth.shift_people(wanted) p on p.pair_id = k.pair_id
    union select g.turf_id, g.account_id from given g union select d.turf_id, d.account_id from knocked d),
  turfs as materialized (select k.turf_id, coalesce(k.pair_id::text,
      (select string_agg(distinct g.account_id::text, ' ' order by g.account_id::text) from given g where g.turf_id = k.turf_id),
      (select string_agg(distinct d.account_id::text, ' ' order by d.account_id::text) from knocked d where d.turf_id = k.turf_id), k.turf_id::text) as team
    from (select distinct turf_id, pair_id from told) k),
  teams as materialized (select t.team, count(distinct w.account_id) < 2 as alone, coalesce(bool_or(w.account_id = auth.account()), false) as mine,
      array_agg(distinct a.name) filter (where a.name is not null) as people
    from turfs t left join who w on w.turf_id = t.turf_id left join public.account a on a.id = w.account_id group by t.team)
  select e.team, q.name, e.people, e.alone, k.unit_id, coalesce(k.device_id, k.account_id), k.disposition,
    case when s.ends_at > now() - interval '7 days' and not e.alone and not k.on_paper then k.at end
  from told k join turfs t on t.turf_id = k.turf_id join teams e on e.team = t.team join public.shift s on s.id = wanted
  left join public.shift_pair q on q.id = k.pair_id where e.mine or auth.debriefs(wanted)
  order by q.place, e.people, e.team, k.at
$$;

grant create on schema auth to lintel_auth;
alter function auth.shift_pace(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.shift_pace(uuid) from public;
grant execute on function auth.shift_pace(uuid) to lintel_app;
