import { phoneEndpoint } from '#app/account/phone.endpoint.ts'
import { buildingEndpoint } from '#app/buildings/building.endpoint.ts'
import { importProgressEndpoint } from '#app/buildings/imports/import-progress.endpoint.ts'
import { boardEndpoint } from '#app/canvass/board/board.endpoint.ts'
import { carryEndpoint } from '#app/canvass/carry/carry.endpoint.ts'
import { tellShiftEndpoint } from '#app/canvass/joining/tell-shift.endpoint.ts'
import { turfEndpoint } from '#app/canvass/lease/turf.endpoint.ts'
import { paperEndpoint } from '#app/canvass/paper/paper.endpoint.ts'
import { syncEndpoint } from '#app/canvass/sync/sync.endpoint.ts'
import type { Endpoint } from '#app/core/endpoint.ts'
import { repairRowEndpoint } from '#app/grievances/paper/repair-row.endpoint.ts'
import { carriedPhotoEndpoint } from '#app/grievances/photos/carried-photo.endpoint.ts'
import { photoEndpoint } from '#app/grievances/photos/photo.endpoint.ts'
import { photoPartEndpoint, photoStateEndpoint } from '#app/grievances/photos/photo-parts.endpoint.ts'
import { basemapEndpoint } from '#app/map/basemap.endpoint.ts'
import { coverageEndpoint, coverageVersionEndpoint } from '#app/map/coverage.endpoint.ts'

/** Every machine endpoint, in the order they are tried. */
export const endpoints: Endpoint[] = [
  buildingEndpoint,
  importProgressEndpoint,
  syncEndpoint,
  carryEndpoint,
  turfEndpoint,
  tellShiftEndpoint,
  boardEndpoint,
  paperEndpoint,
  repairRowEndpoint,
  phoneEndpoint,
  photoEndpoint,
  photoStateEndpoint,
  photoPartEndpoint,
  carriedPhotoEndpoint,
  basemapEndpoint,
  coverageEndpoint,
  coverageVersionEndpoint,
]
