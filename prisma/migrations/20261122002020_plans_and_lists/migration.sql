-- What the desk intends before it gives out doors, and what it asks of the doors' history again and again.

create table shift_plan (
  shift_id uuid primary key references shift (id),
  plan jsonb not null check (jsonb_typeof(plan) = 'object' and length(plan::text) <= 1000000)
);

-- Each change is a new version under the same name: the newest counts, what was asked before stays known.
create table saved_list (
  id uuid primary key default core.uuid_v7(),
  body_id uuid not null references body (id),
  name text not null check (length(trim(name)) between 1 and 80),
  n integer not null check (n >= 1),
  conditions jsonb not null check (jsonb_typeof(conditions) = 'object'),
  put_away boolean not null default false,
  made_by uuid not null references account (id),
  made_at timestamptz not null default core.clock(),
  unique (body_id, name, n)
);

call core.wall('shift_plan', 'saved_list');
call core.allow('shift_plan', 'select', core.of_shift('shift_plan'));
call core.allow('shift_plan', 'insert', core.of_shift('shift_plan'));
call core.allow('shift_plan', 'update', core.of_shift('shift_plan'));
call core.allow('shift_plan', 'delete', core.of_shift('shift_plan'));
revoke update on shift_plan from lintel_app;
grant update (plan) on shift_plan to lintel_app;
call core.allow('saved_list', 'select', 'body_id = any ((select auth.bodies(''knocks.read''))::uuid[])');
call core.allow('saved_list', 'insert', 'body_id = any ((select auth.bodies(''knocks.read''))::uuid[]) and made_by = (select auth.account())');
