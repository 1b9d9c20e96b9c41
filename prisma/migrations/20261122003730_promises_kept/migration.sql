-- What became of a promise: kept, partly, not kept, excused. A row without one is from before: came is kept, the other a tick taken back.
alter table attendance add column outcome text check (outcome in ('kept', 'partly', 'not_kept', 'excused')),
  add check (outcome is null or came = (outcome in ('kept', 'partly')));

-- Whom the evening before was rung or knocked for, by door, as the list on paper goes.
create table reminder (
  holding_id uuid not null,
  id uuid not null default core.uuid_v7(),
  meeting_id uuid not null references meeting (id),
  unit_id uuid not null,
  reminded boolean not null,
  account_id uuid not null references account (id),
  at timestamptz not null default core.clock(),
  primary key (holding_id, id),
  foreign key (holding_id, unit_id) references unit (holding_id, id)
);
create index reminder_meeting on reminder (meeting_id, holding_id, unit_id);
call core.own_file('reminder', 'meetings.read', 'meetings.write');
