-- The two questions of a repair: may it be counted, may the door be named to the landlord.
alter table grievance_event add column purpose text check (purpose in ('count_repair', 'name_to_landlord'));
alter table grievance_event add constraint grievance_event_consent check ((kind = 'consent') = (purpose is not null));

-- Whoever reads a repair or an answer must leave out what was taken back at the door, without being shown the knock.
create function derive.taken_back(file uuid, knock uuid) returns boolean language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.knock_retraction r where r.holding_id = file and r.knock_id = knock)
$$;

grant create on schema derive to lintel_jobs;
alter function derive.taken_back(uuid, uuid) owner to lintel_jobs;
revoke all on function derive.taken_back(uuid, uuid) from public;
grant execute on function derive.taken_back(uuid, uuid) to lintel_app, lintel_jobs, lintel_auth;
revoke create on schema derive from lintel_jobs;
