import { moveWindow } from '#app/buildings/move-window.server.ts'
import type { Chore } from '#app/core/chore.ts'

/** What the server does by itself: at its start and then at its own pace. */
export const chores: Chore[] = [{ name: 'move window', everyMinutes: 60, run: moveWindow }]
