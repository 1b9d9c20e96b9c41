-- The action a sheet was printed for: what is asked for it at the doors counts there, whether the sheet is of a shift's turf or not.
alter table print_sheet add column action_id uuid references meeting (id);

-- A door on a free line of a sheet: whoever knocks at the file's doors adds it, as long as a sheet of the building, or of that turf, is open.
do $$ begin
  execute format('create policy unit_on_paper on unit for insert to lintel_app with check (struck_reason is null and import_id is null and %s
    and exists (select 1 from public.print_sheet s where s.holding_id = unit.holding_id and s.building_id = unit.building_id
      and s.closed_at is null and (unit.added_in is null or s.turf_id = unit.added_in)))', core.file_of('unit', 'doors.knock'));
end $$;
