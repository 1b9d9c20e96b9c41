import type { Asked } from './list.schema.ts'

/** Lists nobody has to make first. */
export const readyLists = {
  three_tries: { notReachedIn: 3 },
  never_tried: { talked: 'never_tried' },
  spanish: { languages: ['es'], talked: 'never_talked' },
  come_back: { results: ['brief'], resultWithin: 30 },
  speaker: { results: ['language'] },
  repairs: { repair: 'any' },
  did_not_come: { yesNotCame: true },
  refused_over: { refusedOver: true },
} as const satisfies Record<string, Asked>

export const readyCodes = Object.keys(readyLists) as [keyof typeof readyLists, ...(keyof typeof readyLists)[]]
