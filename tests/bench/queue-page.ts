import { openPhone } from '#app/canvass/offline/phone.ts'

/** What the measurement asks of the real phone in a real browser. */
Object.assign(globalThis, { openPhone })
