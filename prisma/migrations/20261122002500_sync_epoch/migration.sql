-- Another epoch is another history of this database: a phone that sees one offers again what was confirmed to it in the last days.
-- Nobody has to say that a backup was played back: a copy has another database id, a dump read in was written by another transaction,
-- and a server brought back to a moment goes on in another timeline.
create function auth.epoch() returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select left(md5(concat_ws(' ', k.id, k.xmin, d.oid, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))), 16)
    from public.sync_key k cross join pg_database d where d.datname = current_database() order by k.since, k.id limit 1);
end $$;

grant create on schema auth to lintel_auth;
alter function auth.epoch() owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.epoch() from public;
grant execute on function auth.epoch() to lintel_app;
