-- Doors taken back from everybody are no pair's any more: whoever comes into it later does not get them.
call core.allow('turf', 'update', core.file_of('turf', 'turf.assign'));
revoke update on turf from lintel_app;
grant update (pair_id) on turf to lintel_app;
