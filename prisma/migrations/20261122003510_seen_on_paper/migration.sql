-- What had happened to a repair when its sheet was printed: what else there is has come since, whatever day it is written down for.
alter table repair_row add column seen uuid[] not null default '{}';
