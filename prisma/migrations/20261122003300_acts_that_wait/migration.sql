-- Acts that come another way than from their phone: in a file that somebody else hands in, or by the hand of whoever looked at them. Both are
-- written as their author's, under every rule their author is under: in a session made for one transaction, which nobody else ever sees.

alter table refused_op add column id uuid not null default gen_random_uuid() unique,
  add column reason text check (reason in ('twice', 'mistake', 'unclear', 'unwanted')),
  add column knock_id uuid;
grant update (reason, knock_id) on refused_op to lintel_app;

grant create on schema auth to lintel_auth;

create function auth.borrow_session(author uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare made uuid := gen_random_uuid();
begin
  perform 1 from public.account a where a.id = author and a.disabled_at is null;
  if not found then return null; end if;
  insert into public.session (id, account_id, label, expires_at) values (made, author, 'carried', now() + interval '1 minute');
  perform set_config('app.session', made::text, true);
  return made;
end $$;

-- Whoever carries acts has to name their phone, and its id is told by the sealed part of its own file alone: from nothing that is shown
-- to anybody could they be made up. Null for a phone that was never heard from, and for numbers far beyond what it has said: they are not sealed,
-- and one that was made up would leave that phone without numbers of its own.
create function auth.carry(phone uuid, author uuid, highest integer) returns uuid language plpgsql security definer set search_path = '' as $$
begin
  if auth.account() is null or not exists (select 1 from public.device d where d.id = phone and d.account_id = author and highest <= d.last_seq + 20000)
    then return null; end if;
  return auth.borrow_session(author);
end $$;

-- Whoever gives out the doors of both, of the act and of the door it belongs to, gives its author that door for this one act. Null: not theirs
-- to give, or somebody has settled it.
create function auth.by_hand(refused uuid, door uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare act public.refused_op; place public.unit; mine uuid[] := auth.bodies('turf.assign'); me uuid := auth.account(); made uuid; of_body uuid;
begin
  select * into act from public.refused_op o where o.id = refused and o.settled_at is null for update;
  select h.body_id into of_body from public.holding h where h.id = act.holding_id;
  if act.op_id is null or not coalesce(of_body, act.body_id) = any (mine) then return null; end if;
  select * into place from public.unit u where u.id = door;
  select h.body_id into of_body from public.holding h where h.id = place.holding_id;
  if of_body is null or not of_body = any (mine) then return null; end if;
  made := auth.borrow_session(act.account_id);
  if made is null then return null; end if;
  insert into public.shift (id, body_id, starts_at, ends_at, place, made_by) values (made, of_body, now() - interval '1 minute', now(), '-', me);
  insert into public.turf (holding_id, id, shift_id, building_id, units) values (place.holding_id, made, made, place.building_id, array[door]);
  insert into public.turf_assignment (holding_id, id, turf_id, account_id, assigned_by, expires_at)
    values (place.holding_id, made, made, act.account_id, me, now() + interval '1 minute');
  return made;
end $$;

-- Nothing of it is left when the transaction ends; only what was made in it can be ended so.
create function auth.give_back(borrowed uuid, session uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from public.session s where s.id = borrowed and s.label = 'carried' and s.created_at = now();
  if found then
    delete from public.turf_assignment a where a.id = borrowed;
    delete from public.turf t where t.id = borrowed;
    delete from public.shift s where s.id = borrowed;
  end if;
  perform set_config('app.session', session::text, true);
end $$;

-- A phone's id is its word for who it is, so nobody but its own account is told it: others name it by what follows from it.
create function auth.phone_name(device uuid) returns uuid language sql immutable set search_path = '' as $$
  select overlay(overlay(md5('lintel phone ' || device::text) placing '4' from 13) placing '8' from 17)::uuid
$$;

create or replace function auth.phones_of(of_body uuid) returns table (device_id uuid, account_id uuid, name text, label text, seen_on date, is_lost boolean)
language sql stable security definer rows 100 set search_path = '' as $$
  select auth.phone_name(p.device_id), a.id, a.name, p.label, (p.seen_at at time zone (select u.time_zone from public.union_profile u))::date,
    p.lost_at is not null
  from public.phone p join public.account a on a.id = p.account_id
  where of_body = any ((select auth.bodies('grants.write'))::uuid[]) and auth.is_phone_of(p.account_id, of_body)
  order by a.name, p.seen_at desc
$$;

create or replace function auth.lose_phone(lost uuid, in_body uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare whose public.phone;
begin
  if in_body is null then
    select * into whose from public.phone p where p.device_id = lost and p.account_id = auth.account() for update;
  else
    select * into whose from public.phone p where auth.phone_name(p.device_id) = lost and in_body = any (auth.bodies('grants.write'))
      and auth.is_phone_of(p.account_id, in_body) for update;
  end if;
  if whose.device_id is null then return false; end if;
  update public.phone set share = null, lost_at = now(), session_id = null where device_id = whose.device_id;
  update public.session set revoked_at = now() where id = whose.session_id and revoked_at is null;
  return true;
end $$;

alter function auth.borrow_session(uuid) owner to lintel_auth;
alter function auth.carry(uuid, uuid, integer) owner to lintel_auth;
alter function auth.by_hand(uuid, uuid) owner to lintel_auth;
alter function auth.give_back(uuid, uuid) owner to lintel_auth;
alter function auth.phone_name(uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.borrow_session(uuid), auth.carry(uuid, uuid, integer), auth.by_hand(uuid, uuid), auth.give_back(uuid, uuid),
  auth.phone_name(uuid) from public;
grant execute on function auth.carry(uuid, uuid, integer), auth.by_hand(uuid, uuid), auth.give_back(uuid, uuid) to lintel_app;
