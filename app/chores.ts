import { moveWindow } from '#app/buildings/move-window.server.ts'
import { passFollowUps } from '#app/canvass/debrief/pass-follow-ups.server.ts'
import { letMinutesGo } from '#app/canvass/let-minutes-go.server.ts'
import { withAnyone } from '#app/core/actor.server.ts'
import type { Chore } from '#app/core/chore.ts'
import { tidyPhotos } from '#app/grievances/photos/photos.server.ts'

/** What the server does by itself: at its start and then at its own pace. */
export const chores: Chore[] = [
  { name: 'move window', everyMinutes: 60, run: moveWindow },
  { name: 'pass promises on', everyMinutes: 15, run: () => withAnyone(passFollowUps) },
  { name: 'tidy photos', everyMinutes: 24 * 60, run: () => withAnyone(tidyPhotos) },
  { name: 'let minutes go', everyMinutes: 24 * 60, run: letMinutesGo },
]
