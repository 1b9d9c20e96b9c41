-- "Same here": a repair that a neighbor has too, said at another door of the line. One trouble, many doors.

create table grievance_link (
  holding_id uuid not null,
  grievance_id uuid not null,
  -- No key: the case heard first may have been taken back before it was sent. Those that name it are the same trouble all the same.
  same_as uuid not null,
  primary key (holding_id, grievance_id),
  foreign key (holding_id, grievance_id) references grievance (holding_id, id)
);
create index grievance_link_first on grievance_link (holding_id, same_as);

call core.own_file('grievance_link', 'repairs.read', 'repairs.write');
call core.added_at_the_door('grievance_link');
