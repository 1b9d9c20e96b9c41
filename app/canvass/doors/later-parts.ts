import { lazy } from 'react'

/** The grid is there first; what opens by a tap follows at once, and lies on the phone like the rest. */
export const loadParts = () => import('./parts.ts')

export const TalkScreen = lazy(async () => ({ default: (await loadParts()).TalkScreen }))
export const DoorSheets = lazy(async () => ({ default: (await loadParts()).DoorSheets }))
export const SavedSheet = lazy(async () => ({ default: (await loadParts()).SavedSheet }))
