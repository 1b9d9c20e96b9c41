-- What the server knows of a phone: half of what opens the names on it, and when it was last heard from. Without the share a PIN opens
-- nothing, so destroying it here locks a phone for good, wherever it is.
alter table union_profile add column lock_minutes integer not null default 10 check (lock_minutes between 2 and 30);
grant update (lock_minutes) on union_profile to lintel_app;

create table phone (
  device_id uuid primary key references device (id),
  account_id uuid not null references account (id),
  session_id uuid references session (id) on delete set null,
  label text not null,
  share bytea check (octet_length(share) = 32),
  seen_at timestamptz not null default now(),
  lost_at timestamptz
);
create index phone_account on phone (account_id);
create index phone_session on phone (session_id);

-- The share is for the account alone: not for its secretary, who may only destroy it.
call core.wall('phone');
call core.allow('phone', 'select', 'account_id = (select auth.account())');
call core.allow('phone', 'insert', 'account_id = (select auth.account()) and exists (select 1 from public.device d where d.id = device_id and d.account_id = phone.account_id)');
call core.allow('phone', 'update', 'account_id = (select auth.account())');
call core.only_these('phone', 'session_id', 'label', 'share', 'seen_at', 'lost_at');

grant create on schema auth to lintel_auth;

-- The phones of a body's people, for whoever gives roles there: which was lost is asked of them. Of the last contact they learn the day.
create function auth.phones_of(of_body uuid) returns table (device_id uuid, account_id uuid, name text, label text, seen_on date, is_lost boolean)
language sql stable security definer rows 100 set search_path = '' as $$
  select p.device_id, a.id, a.name, p.label, (p.seen_at at time zone (select u.time_zone from public.union_profile u))::date, p.lost_at is not null
  from public.phone p join public.account a on a.id = p.account_id
  where of_body = any ((select auth.bodies('grants.write'))::uuid[])
    and exists (select 1 from public.role_grant g where g.account_id = p.account_id and g.body_id = of_body and g.revoked_at is null
      and (g.expires_at is null or g.expires_at > now()))
  order by a.name, p.seen_at desc
$$;

-- Its share is destroyed and its session ended. What it has not sent yet is sealed to the server and can be handed in after signing in.
create function auth.lose_phone(lost uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare whose public.phone;
begin
  select * into whose from public.phone p where p.device_id = lost and (p.account_id = auth.account() or exists (
    select 1 from public.role_grant g where g.account_id = p.account_id and g.body_id = any (auth.bodies('grants.write')) and g.revoked_at is null
      and (g.expires_at is null or g.expires_at > now()))) for update;
  if whose.device_id is null then return false; end if;
  update public.phone set share = null, lost_at = now(), session_id = null where device_id = lost;
  update public.session set revoked_at = now() where id = whose.session_id and revoked_at is null;
  return true;
end $$;

alter function auth.phones_of(uuid) owner to lintel_auth;
alter function auth.lose_phone(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.phones_of(uuid), auth.lose_phone(uuid) from public;
grant execute on function auth.phones_of(uuid), auth.lose_phone(uuid) to lintel_app;
