export const practiceSteps = [
  'notHome',
  'undo',
  'talked',
  'heard',
  'stairs',
  'level',
  'done',
  'over',
] as const
export type PracticeStep = (typeof practiceSteps)[number]
