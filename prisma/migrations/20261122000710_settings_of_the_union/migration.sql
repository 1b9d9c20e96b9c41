-- Every secretary holds union.settings in their own body. The union's name and its deadlines belong to the union's body alone.
create function core.of_the_union(capability text) returns text language sql immutable as $$
  select format('exists (select 1 from public.body b where b.kind = ''union'' and b.id = any ((select auth.bodies(%L))::uuid[]))', capability)
$$;
drop policy union_profile_update on union_profile;
call core.allow('union_profile', 'update', core.of_the_union('union.settings'));
drop policy deadline_rule_insert on deadline_rule;
drop policy deadline_rule_update on deadline_rule;
call core.allow('deadline_rule', 'insert', core.of_the_union('union.settings'));
call core.allow('deadline_rule', 'update', core.of_the_union('union.settings'));
