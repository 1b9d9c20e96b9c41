import { languages } from '#app/canvass/lists.ts'

/** Read and not spoken: who speaks Cantonese or Mandarin reads one of these. */
export const scripts = ['zh-Hant', 'zh-Hans'] as const
export const readLanguages = [...languages, ...scripts] as const
