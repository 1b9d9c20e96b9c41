-- A pair is called by the first names of who is in it, also of whoever joined by the code.

create or replace function auth.put_in_pair(evening uuid, who uuid, wished uuid) returns void language plpgsql security definer set search_path = '' as $$
declare chosen uuid; mate uuid; of_shift public.shift;
begin
  select * into of_shift from public.shift where id = evening for update;
  select p.id into chosen from public.shift_pair p where p.shift_id = evening and (wished is null or p.id = wished)
    order by exists (select 1 from public.turf t where t.pair_id = p.id) desc,
      (select count(*) from auth.shift_people(evening) o where o.pair_id = p.id and o.account_id <> who), p.place, p.id limit 1;
  if wished is not null and chosen is null then raise insufficient_privilege; end if;
  insert into public.shift_person (shift_id, account_id, pair_id, joined_at) values (evening, who, chosen, now())
    on conflict (shift_id, account_id) do update set pair_id = excluded.pair_id;
  if chosen is null then
    select a.account_id into mate from public.turf t
      join public.turf_assignment a on a.holding_id = t.holding_id and a.turf_id = t.id and a.revoked_at is null
      where t.shift_id = evening and t.pair_id is null and a.account_id <> who
      order by (select count(*) from public.turf_assignment o where o.holding_id = t.holding_id and o.turf_id = t.id and o.revoked_at is null),
        a.assigned_at, a.account_id limit 1;
  end if;
  insert into public.turf_assignment (holding_id, turf_id, account_id, assigned_by, expires_at)
    select t.holding_id, t.id, who, coalesce(of_shift.lead_id, of_shift.made_by), of_shift.ends_at + interval '2 hours'
    from public.turf t where t.shift_id = evening
      and (t.pair_id = chosen or (t.pair_id is null and exists (select 1 from public.turf_assignment m
        where m.holding_id = t.holding_id and m.turf_id = t.id and m.account_id = mate and m.revoked_at is null)))
      and not exists (select 1 from public.turf_assignment o
        where o.holding_id = t.holding_id and o.turf_id = t.id and o.account_id = who and o.revoked_at is null);
  update public.shift_pair p set name = coalesce((select left(string_agg(split_part(trim(a.name), ' ', 1), ' + ' order by a.name, a.id), 80)
    from public.shift_person s join public.account a on a.id = s.account_id where s.pair_id = p.id), '–') where p.shift_id = evening;
end $$;
