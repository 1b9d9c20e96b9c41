-- What nobody waits for any more: parts of an upload that never ended, and what a home looks like whose talk was taken back. A talk is
-- told again within days, and so are its pictures; whoever never said yes to theirs does not have them kept.
create function auth.tidy_photos() returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from public.photo_part where at < core.clock() - interval '60 days';
  delete from public.photo_picture i using public.photo o, public.grievance g, public.knock_retraction r
    where o.holding_id = i.holding_id and o.id = i.photo_id and g.holding_id = o.holding_id and g.id = o.grievance_id
      and r.holding_id = g.holding_id and r.knock_id = g.knock_id and r.at < core.clock() - interval '14 days';
end $$;
grant create on schema auth to lintel_auth;
alter function auth.tidy_photos() owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.tidy_photos() from public;
grant execute on function auth.tidy_photos() to lintel_app;
