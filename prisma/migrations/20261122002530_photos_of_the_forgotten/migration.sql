-- What their home looks like goes with them also where it is still on a phone: nothing is awaited any more.
do $$
declare made text := pg_get_functiondef('auth.forget_person(uuid, uuid)'::regprocedure);
begin
  if made not like '%  delete from public.photo_picture i using%' then raise exception 'forget_person is another one'; end if;
  execute replace(made, '  delete from public.photo_picture i using', '  update public.photo o set arrived_at = coalesce(o.arrived_at, core.clock()) from public.grievance g
    where g.holding_id = file and g.person_id = who and o.holding_id = file and o.grievance_id = g.id;
  delete from public.photo_picture i using');
end $$;
