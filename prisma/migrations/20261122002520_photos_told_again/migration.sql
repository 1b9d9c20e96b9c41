-- A talk taken back and told again, or told otherwise, names the same photo anew. The phone that brought it once has done so, and may
-- have let go of it since: what came stands with each repair that names it, and what was taken away stays away.

-- Photos of one name one after the other: of two that do not see each other yet, none would be filled.
create function core.lock_photo(sent bytea) returns void language sql set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended(encode(sent, 'hex'), 0))
$$;
revoke all on function core.lock_photo(bytea) from public;
grant execute on function core.lock_photo(bytea) to lintel_app, lintel_auth;

create function auth.fill_photo() returns trigger language plpgsql security definer set search_path = '' as $$
declare before public.photo;
begin
  perform core.lock_photo(new.sent_hash);
  select * into before from public.photo o
    where o.account_id = new.account_id and o.sent_hash = new.sent_hash and o.arrived_at is not null
    order by o.at desc, o.arrived_at desc limit 1;
  if before.id is null then return null; end if;
  update public.photo set arrived_at = before.arrived_at, problem = before.problem where holding_id = new.holding_id and id = new.id;
  insert into public.photo_picture (holding_id, photo_id, jpeg, hash, width, height)
    select new.holding_id, new.id, i.jpeg, i.hash, i.width, i.height from public.photo_picture i
    where i.holding_id = before.holding_id and i.photo_id = before.id;
  return null;
end $$;
grant create on schema auth to lintel_auth;
alter function auth.fill_photo() owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.fill_photo() from public;
create trigger fill_photo after insert on photo for each row when (new.arrived_at is null) execute function auth.fill_photo();
