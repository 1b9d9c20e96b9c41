-- Whom people here listen to, as it was said in a talk: other doors of the same building. A door is no name, so nothing is written down about who
-- is not there to be asked; a number that the building does not have is not kept. It has no instant of its own: its knock has the day.
create table naming (
  holding_id uuid not null,
  knock_id uuid not null,
  unit_id uuid not null,
  primary key (holding_id, knock_id, unit_id),
  foreign key (holding_id, knock_id) references knock (holding_id, id),
  foreign key (holding_id, unit_id) references unit (holding_id, id)
);
create index naming_unit on naming (holding_id, unit_id);

call core.wall('naming');
call core.allow('naming', 'select', core.file_of('naming', 'knocks.read'));
call core.allow('naming', 'insert', format('%s or %s', core.file_of('naming', 'doors.knock'), core.turf_file('naming')));
call core.without_taken_back('naming');

-- For whoever leads the evening and may not read the file: doors that at least two others named on it, and how many; never which ones named them.
create function auth.evening_named(wanted uuid) returns table (unit_id uuid, doors integer) language sql stable security definer set search_path = '' as $$
  select n.unit_id, count(distinct k.unit_id)::integer
  from auth.shift_knocks(wanted) k join public.naming n on n.holding_id = k.holding_id and n.knock_id = k.id and n.unit_id <> k.unit_id
  join public.unit u on u.holding_id = n.holding_id and u.id = n.unit_id and u.struck_reason is null
  where auth.debriefs(wanted) group by n.unit_id having count(distinct k.unit_id) >= 2
$$;
grant create on schema auth to lintel_auth;
alter function auth.evening_named(uuid) owner to lintel_auth;
revoke all on function auth.evening_named(uuid) from public;
grant execute on function auth.evening_named(uuid) to lintel_app;
revoke create on schema auth from lintel_auth;

-- "Delete what you have of me": whom they named goes with what they said, and what names a door where nobody else is known to live.
do $$
declare before text := pg_get_functiondef('auth.forget_person(uuid, uuid)'::regprocedure);
  after text := replace(before, 'delete from public.follow_up where holding_id = file and person_id = who;',
    'delete from public.follow_up where holding_id = file and person_id = who;
  delete from public.naming n using public.knock k where k.holding_id = file and k.person_id = who and n.holding_id = file and n.knock_id = k.id;
  delete from public.naming n where n.holding_id = file and n.unit_id = any (doors) and not exists (select 1 from public.residency r
    where r.holding_id = file and r.unit_id = n.unit_id and r.person_id <> who and r.until is null);');
begin
  if after = before then raise 'forget_person does not say whom they named'; end if;
  execute after;
end $$;
