-- "Say so any day, and we delete it": what a file holds of one person goes, the doors' history stays without them.

-- Their name, contacts, consents, languages, ties, membership, home, levels, notes of talks with them and follow-ups are deleted;
-- knocks, answers and repairs stay as those of the door. Says whose doors have to be counted anew.
create function auth.forget_person(file uuid, who uuid) returns uuid[] language plpgsql security definer set search_path = '' as $$
declare doors uuid[];
begin
  if not exists (select 1 from public.holding h where h.id = file and h.body_id = any (auth.bodies('people.write'))) then
    raise insufficient_privilege;
  end if;
  select coalesce(array_agg(distinct r.unit_id), '{}') into doors from public.residency r where r.holding_id = file and r.person_id = who;
  delete from public.knock_note n using public.knock k where k.holding_id = file and k.person_id = who and n.holding_id = file and n.knock_id = k.id;
  delete from public.grievance_words w using public.grievance g
    where g.holding_id = file and g.person_id = who and w.holding_id = file and w.grievance_id = g.id;
  delete from public.assessment where holding_id = file and person_id = who;
  delete from public.follow_up where holding_id = file and person_id = who;
  update public.knock set person_id = null where holding_id = file and person_id = who;
  update public.ask set person_id = null where holding_id = file and person_id = who;
  update public.attendance set person_id = null where holding_id = file and person_id = who;
  update public.grievance set person_id = null where holding_id = file and person_id = who;
  -- An act that waits for a look holds what was said in it.
  update public.refused_op set payload = '{}' where payload -> 'person' ->> 'personId' = who::text;
  update public.change set object_id = null where holding_id = file and object_id = who;
  delete from public.person where holding_id = file and id = who;
  return doors;
end $$;

grant create on schema auth to lintel_auth;
alter function auth.forget_person(uuid, uuid) owner to lintel_auth;
revoke create on schema auth from lintel_auth;
revoke all on function auth.forget_person(uuid, uuid) from public;
grant execute on function auth.forget_person(uuid, uuid) to lintel_app;
