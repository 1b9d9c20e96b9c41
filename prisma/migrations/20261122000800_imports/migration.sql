-- What stands in the way of undoing an import. Facts of files that other bodies own stand in it too, though the asker may not
-- read them: only the address is told, never the fact.
create function auth.in_the_way_of_undo(wanted uuid) returns table (address text, reason text)
language plpgsql stable security definer set search_path = '' as $$
declare
  reference record;
  later_imports uuid[];
begin
  if not exists (select 1 from public.import i where i.id = wanted and i.body_id = any (auth.bodies('buildings.import'))) then
    raise insufficient_privilege;
  end if;

  -- Every table that points at a door, a file or a building: a table added later counts without a change here.
  for reference in
    select c.conrelid::regclass as tab, c.confrelid::regclass as target,
      string_agg(format('t.%I = r.%I', mine.attname, theirs.attname), ' and ') as joined
    from pg_catalog.pg_constraint c
    cross join lateral unnest(c.conkey, c.confkey) as k (mine, theirs)
    join pg_catalog.pg_attribute mine on mine.attrelid = c.conrelid and mine.attnum = k.mine
    join pg_catalog.pg_attribute theirs on theirs.attrelid = c.confrelid and theirs.attnum = k.theirs
    where c.contype = 'f'
      and c.confrelid in ('public.unit'::regclass, 'public.holding'::regclass, 'public.building'::regclass)
      and c.conrelid not in ('public.unit'::regclass, 'public.holding'::regclass, 'public.door_state'::regclass,
        'public.building_coverage'::regclass)
    group by c.oid, c.conrelid, c.confrelid
  loop
    return query execute format(
      'select distinct b.address, ''facts'' from %s t join %s r on %s join public.building b on b.id = r.%I where %s',
      reference.tab, reference.target, reference.joined,
      case reference.target when 'public.building'::regclass then 'id' else 'building_id' end,
      case reference.target when 'public.unit'::regclass then 'r.import_id = $1' else 'b.import_id = $1' end) using wanted;
  end loop;

  select coalesce(array_agg(i.id), '{}') into later_imports from public.import i
  where i.undone_at is null and i.id <> wanted and i.made_at >= (select made_at from public.import where id = wanted);

  return query
    select distinct b.address, case when u.import_id = any (later_imports) then 'later' else 'doors' end
    from public.building b join public.unit u on u.building_id = b.id
    where b.import_id = wanted and u.import_id is distinct from wanted;

  return query
    select distinct b.address, 'later' from public.import_change c
    left join public.unit u on c.table_name = 'unit' and u.id = c.row_id
    join public.building b on b.id = coalesce(u.building_id, c.row_id)
    where c.import_id = any (later_imports)
      and (b.import_id = wanted or u.import_id = wanted
        or exists (select 1 from public.import_change mine where mine.import_id = wanted and mine.row_id = c.row_id));

  return query
    select distinct b.address, 'moved' from public.building b join public.holding h on h.building_id = b.id
    where (b.import_id = wanted or exists (select 1 from public.unit u where u.building_id = b.id and u.import_id = wanted))
      and not h.body_id = any (auth.bodies('buildings.import'));
end $$;

-- Ten thousand rows later the planner still counts on the ten there were, and reads whole tables for each of them. Where the jobs
-- role may not analyze (PostgreSQL 15 and 16) it is told so in a warning, and nothing else happens.
create function derive.refresh_statistics() returns void language plpgsql security definer set search_path = '' as $$
begin
  analyze public.building, public.holding, public.unit;
end $$;

do $$
begin
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on building, holding, unit to lintel_jobs';
  end if;
end $$;

grant create on schema derive to lintel_jobs;
alter function derive.refresh_statistics() owner to lintel_jobs;
revoke create on schema derive from lintel_jobs;
revoke all on function derive.refresh_statistics() from public;
grant execute on function derive.refresh_statistics() to lintel_app;

grant create on schema auth to lintel_auth;
alter function auth.in_the_way_of_undo(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.in_the_way_of_undo(uuid) from public;
grant execute on function auth.in_the_way_of_undo(uuid) to lintel_app;

create index street_import on street (import_id);
create index area_import on area (import_id);
create index import_file on import (file_hash);
create index import_change_row on import_change (row_id);
