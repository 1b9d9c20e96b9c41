-- A policy says whose rows may be changed, not which of their columns: who may rename a body could make it the union, who may end a
-- role could give themselves another. These columns are written, and no other.
create procedure core.only_these(tab text, variadic columns text[]) language plpgsql as $$
begin
  execute format('revoke update on %I from lintel_app', tab);
  execute format('grant update (%s) on %I to lintel_app', (select string_agg(quote_ident(c), ', ') from unnest(columns) c), tab);
end $$;

call core.only_these('union_profile', 'name', 'time_zone', 'locales');
call core.only_these('body', 'name');
call core.only_these('role_grant', 'revoked_at');
call core.only_these('invitation', 'expires_at');
call core.only_these('affiliation', 'until');
call core.only_these('person', 'name');
call core.only_these('contact', 'safe_rule');
call core.only_these('residency', 'until');
call core.only_these('person_language', 'speaks', 'reads', 'interpreter');
call core.only_these('membership', 'vouched_by', 'vouched_at', 'ended_at');
call core.only_these('second_value', 'settled_at');
call core.only_these('shift', 'starts_at', 'ends_at', 'place', 'lead_id');
call core.only_these('turf_assignment', 'expires_at', 'revoked_at');
call core.only_these('device', 'revoked_at');
call core.only_these('follow_up', 'done_at', 'done_by');
call core.only_these('meeting', 'cancelled_at');
call core.only_these('deadline_rule', 'start_days', 'fix_days', 'source', 'checked_by', 'checked_on');
call core.only_these('import', 'counts', 'undone_at');
call core.only_these('building', 'lon', 'lat', 'cell', 'doors_source', 'doors_estimate');
call core.only_these('unit', 'label', 'label_key', 'use', 'struck_reason');
call core.only_these('area', 'name', 'geometry');
call core.only_these('street', 'name', 'kind', 'geometry');
call core.only_these('party', 'kind', 'name');
call core.only_these('interest', 'until');
call core.only_these('party_link', 'confirmed_by');
