import { index, layout, type RouteConfig, route } from '@react-router/dev/routes'

export default [
  index('core/home.route.tsx'),
  route('language', 'account/language.route.tsx'),
  route('start', 'account/start.route.tsx'),
  route('sign-in', 'account/sign-in.route.tsx'),
  route('sign-out', 'account/sign-out.route.tsx'),
  route('join/:token', 'account/join.route.tsx'),
  route('shift/join', 'canvass/joining/join-shift.route.tsx'),

  // On the phone: no server loader, they work without network.
  route('doors', 'canvass/doors/doors-list.route.tsx'),
  route('doors/practice', 'canvass/doors/practice.route.tsx'),
  route('doors/turf/:turfId', 'canvass/doors/door.route.tsx'),
  route('doors/unlock', 'canvass/doors/unlock.route.tsx'),
  route('doors/turf/:turfId/photo', 'canvass/doors/photo.route.tsx'),
  route('doors/turf/:turfId/card', 'canvass/doors/card.route.tsx'),
  route('buildings/:buildingId/doors/:door', 'buildings/door.route.tsx'),
  // For a projector: no frame around it.
  route('map/present', 'map/present.route.tsx'),

  // Pages inside the desk shell: their loaders return `shell` (withPage).
  layout('core/desk-layout.route.tsx', [
    route('today', 'today/today.route.tsx'),
    route('doors/needs-a-look', 'canvass/turf/needs-a-look.route.tsx'),
    route('buildings/:buildingId/people', 'people/people.route.tsx'),
    route('buildings/:buildingId/people/:personId', 'people/person.route.tsx'),
    route('turf', 'canvass/turf/shifts.route.tsx'),
    route('turf/new', 'canvass/turf/new-shift.route.tsx'),
    route('turf/:shiftId', 'canvass/turf/shift.route.tsx'),
    route('turf/:shiftId/edit', 'canvass/turf/edit-shift.route.tsx'),
    route('turf/:shiftId/plan', 'canvass/turf/plan.route.tsx'),
    route('turf/:shiftId/board', 'canvass/board/board.route.tsx'),
    route('meetings/new', 'federation/meetings/new-meeting.route.tsx'),
    route('meetings/:meetingId', 'federation/meetings/meeting.route.tsx'),
    route('account', 'account/account.route.tsx'),
    route('union', 'federation/union.route.tsx'),
    route('union/found-committee', 'federation/found-committee.route.tsx'),
    route('union/:bodyId', 'federation/body.route.tsx'),
    route('union/:bodyId/people', 'federation/people.route.tsx'),
    route('union/:bodyId/shares', 'federation/shares.route.tsx'),
    route('union/:bodyId/log', 'federation/log.route.tsx'),
    route('union/:bodyId/scripts', 'canvass/scripts/scripts.route.tsx'),
    route('union/:bodyId/scripts/:scriptId', 'canvass/scripts/script.route.tsx'),
    route('buildings/import', 'buildings/imports/import-page.route.tsx'),
    route('map', 'map/map.route.tsx'),
    route('buildings', 'buildings/buildings.route.tsx'),
    route('buildings/new', 'buildings/new-building.route.tsx'),
    route('buildings/:buildingId', 'buildings/building.route.tsx'),
    route('buildings/:buildingId/doors', 'buildings/doors.route.tsx'),
    route('repairs', 'grievances/inbox.route.tsx'),
    route('repairs/new', 'grievances/new-repair.route.tsx'),
    route('repairs/:holdingId/:grievanceId', 'grievances/case.route.tsx'),
    route('repairs/:holdingId/:grievanceId/photos', 'grievances/photos/photos.route.tsx'),
  ]),

  route('*', 'core/not-found.route.tsx'),
] satisfies RouteConfig
