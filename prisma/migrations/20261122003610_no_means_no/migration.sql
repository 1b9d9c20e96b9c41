-- What somebody said no to holds, whichever answer came in first: two phones offline tell nobody which was the later word. A later yes at
-- the door does not undo it; whoever asks them again writes their yes down at the desk, and says with it which no it takes away.

alter table consent add column lifts uuid[] not null default '{}';
alter table consent add constraint consent_lifts check (lifts = '{}' or (given and knock_id is null));
drop policy consent_at_the_door on consent;
create policy consent_at_the_door on consent for insert to lintel_app with check (
  lifts = '{}' and holding_id = any ((select auth.late_holdings())::uuid[]));

-- Said once: whoever asks what somebody may be asked, told or called for reads it here. To be contacted, said without a way, is said of each
-- way. Nothing in it depends on the hour of an answer, so it stays as it is when the minutes go.
create view standing_consent with (security_invoker = true) as
select c.holding_id, c.person_id, c.purpose, w.channel, bool_and(c.given) as given,
  coalesce(max(c.at) filter (where not c.given), max(c.at)) as at, coalesce(array_agg(c.id order by c.id) filter (where not c.given), '{}') as refusals
from live_consent c
cross join lateral unnest(case when c.purpose = 'contact' and c.channel is null then array['call', 'text'] else array[c.channel] end) as w (channel)
where c.given or not exists (select 1 from consent y
  where y.holding_id = c.holding_id and y.person_id = c.person_id and y.purpose = c.purpose and c.id = any (y.lifts)
    and (y.channel is null or y.channel = w.channel))
group by c.holding_id, c.person_id, c.purpose, w.channel;
grant select on standing_consent to lintel_app;
