-- A meeting is the next one until it has been over for a while: while the secretary ticks who came, every page shows this one.
create function core.meeting_lasts() returns interval language sql immutable as $$ select interval '3 hours' $$;
revoke all on function core.meeting_lasts() from public;
grant execute on function core.meeting_lasts() to lintel_app, lintel_auth, lintel_jobs;
