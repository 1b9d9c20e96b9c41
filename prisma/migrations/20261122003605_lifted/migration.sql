-- "Never come again" stands until whoever gives out the doors lifts it, with a reason. A lift names the knock it lifts, and keeps its day: so what
-- is said afterwards, or comes in afterwards, stands again, and nothing depends on the hour.
create table do_not_knock_lift (
  holding_id uuid not null,
  knock_id uuid not null,
  account_id uuid not null references account (id),
  day date not null,
  -- In their words. Empty once somebody who lived there is forgotten.
  reason text not null check (length(reason) <= 300),
  primary key (holding_id, knock_id),
  foreign key (holding_id, knock_id) references knock (holding_id, id)
);
call core.wall('do_not_knock_lift');
call core.allow('do_not_knock_lift', 'select', core.file_of('do_not_knock_lift', 'notes.read'));
call core.allow('do_not_knock_lift', 'insert', 'account_id = (select auth.account()) and ' || core.file_of('do_not_knock_lift', 'turf.assign')
  || ' and exists (select 1 from public.knock k where k.holding_id = do_not_knock_lift.holding_id and k.id = do_not_knock_lift.knock_id and k.disposition = ''do_not_knock'')');
create policy do_not_knock_lift_jobs on do_not_knock_lift for select to lintel_jobs using (true);
grant select on do_not_knock_lift to lintel_jobs;

-- Wherever a door is counted: with everything, after bare knocks, and in the one statement of most of them.
do $$
declare f regprocedure; before text; after text;
  said constant text := 'bool_or(k.disposition = ''do_not_knock'')';
begin
  foreach f in array array['derive.recount_doors(uuid[])', 'derive.recount_knocks(uuid[], uuid[])', 'derive.count_knocks(uuid[], uuid[], uuid[], uuid, date)']::regprocedure[] loop
    before := pg_get_functiondef(f);
    after := replace(before, said, 'bool_or(k.disposition = ''do_not_knock'' and not exists (select 1 from public.do_not_knock_lift l where l.holding_id = p.holding_id and l.knock_id = k.id))');
    if f = 'derive.recount_doors(uuid[])'::regprocedure then after := replace(after, 'l.holding_id = p.holding_id', 'l.holding_id = u.holding_id'); end if;
    if after = before then raise 'a recount does not say what is lifted: %', f; end if;
    execute after;
  end loop;
end $$;

-- "Delete what you have of me": why a mark at their door was lifted may tell of them.
do $$
declare before text := pg_get_functiondef('auth.forget_person(uuid, uuid)'::regprocedure);
  after text := replace(before, 'delete from public.follow_up where holding_id = file and person_id = who;',
    'delete from public.follow_up where holding_id = file and person_id = who;
  update public.do_not_knock_lift l set reason = '''' from public.knock k
    where l.holding_id = file and k.holding_id = file and k.id = l.knock_id and k.unit_id = any (doors);');
begin
  if after = before then raise 'forget_person does not say why a mark was lifted'; end if;
  execute after;
end $$;
