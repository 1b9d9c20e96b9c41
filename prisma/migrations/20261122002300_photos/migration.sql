-- Pictures of repairs. The act that reports a repair names them; what they show follows in parts, whenever there is network.

create table photo (
  holding_id uuid not null,
  id uuid not null,
  grievance_id uuid not null,
  -- SHA-256 of what was sent: of a phone the sealed bytes, of the desk the file.
  sent_hash bytea not null check (length(sent_hash) = 32),
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  day date not null,
  -- All of it came, and it was a picture or it was not.
  arrived_at timestamptz,
  problem text check (problem is null or arrived_at is not null),
  primary key (holding_id, id),
  foreign key (holding_id, grievance_id) references grievance (holding_id, id)
);
create index photo_of on photo (holding_id, grievance_id, at);
create index photo_sent on photo (account_id, sent_hash);

-- What is shown: drawn anew by the server, so nothing but the picture is in it. Taken away, its marker in `photo` stays.
create table photo_picture (
  holding_id uuid not null,
  photo_id uuid not null,
  jpeg bytea not null check (length(jpeg) <= 4194304),
  hash bytea not null check (length(hash) = 32),
  width integer not null,
  height integer not null,
  primary key (holding_id, photo_id),
  foreign key (holding_id, photo_id) references photo (holding_id, id)
);
alter table photo_picture alter column jpeg set storage external;

-- On its way: sealed, of no use to anybody who reads it here.
create table photo_part (
  account_id uuid not null references account (id),
  sent_hash bytea not null check (length(sent_hash) = 32),
  n integer not null check (n between 0 and 15),
  bytes bytea not null check (length(bytes) between 1 and 262144),
  at timestamptz not null default now(),
  primary key (account_id, sent_hash, n)
);

call core.wall('photo', 'photo_picture', 'photo_part');
call core.allow('photo', 'select', core.file_of('photo', 'repairs.read') || ' or account_id = (select auth.account())');
call core.allow('photo', 'insert', format('account_id = (select auth.account()) and (%s or %s)',
  core.file_of('photo', 'repairs.write'), core.turf_file('photo')));
call core.allow('photo', 'update', 'account_id = (select auth.account())');
revoke update on photo from lintel_app;
grant update (arrived_at, problem) on photo to lintel_app;
call core.allow('photo_picture', 'select', core.file_of('photo_picture', 'repairs.read'));
-- Whoever named it may bring what it shows, also after their evening.
call core.allow('photo_picture', 'insert', 'exists (select 1 from public.photo p where p.holding_id = photo_picture.holding_id
  and p.id = photo_picture.photo_id and p.account_id = (select auth.account()))');
call core.allow('photo_picture', 'delete', core.file_of('photo_picture', 'repairs.write'));
call core.allow('photo_part', 'select', 'account_id = (select auth.account())');
call core.allow('photo_part', 'insert', 'account_id = (select auth.account())');
call core.allow('photo_part', 'delete', 'account_id = (select auth.account())');

-- What their home looks like goes with them.
do $$
declare made text := pg_get_functiondef('auth.forget_person(uuid, uuid)'::regprocedure);
begin
  if made not like '%  delete from public.assessment where%' then raise exception 'forget_person is another one'; end if;
  execute replace(made, '  delete from public.assessment where', '  delete from public.photo_picture i using public.photo o, public.grievance g
    where g.holding_id = file and g.person_id = who and o.holding_id = file and o.grievance_id = g.id and i.holding_id = file and i.photo_id = o.id;
  delete from public.assessment where');
end $$;
