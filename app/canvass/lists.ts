/** Codes of the door. What each does is fixed here; its words are in the catalogues ('disposition.not_home', 'ask.meeting' …). */

type Behavior = {
  /** Knock again? `speaker`: with someone who speaks the language; `never_alone`: in a pair. */
  again: 'yes' | 'speaker' | 'later' | 'no' | 'never_alone' | 'never'
  /** Somebody answered: the beam is not striped by a try alone. */
  answered: boolean
  /**
   * From this answer to the next, no name of who lives there is shown to whoever comes to the door. `known`: not of those known by then,
   * until somebody at the desk says who still lives there.
   */
  hidesNames: boolean | 'known'
  /** Nothing about a person is kept with it: the door and the day, no name, no note. */
  bare: boolean
  /** Counts as a try to find somebody at this door. derive.recount_doors counts the same. */
  isTry: boolean
}

export const dispositions = {
  conversation: { again: 'yes', answered: true, hidesNames: false, bare: false, isTry: true },
  brief: { again: 'yes', answered: true, hidesNames: false, bare: false, isTry: true },
  not_home: { again: 'yes', answered: false, hidesNames: false, bare: true, isTry: true },
  inaccessible: { again: 'yes', answered: false, hidesNames: false, bare: true, isTry: true },
  refused: { again: 'no', answered: true, hidesNames: true, bare: true, isTry: true },
  language: { again: 'speaker', answered: true, hidesNames: false, bare: false, isTry: true },
  moved: { again: 'yes', answered: true, hidesNames: 'known', bare: true, isTry: true },
  wrong_unit: { again: 'no', answered: false, hidesNames: false, bare: true, isTry: false },
  vacant: { again: 'later', answered: false, hidesNames: false, bare: true, isTry: true },
  left_literature: { again: 'yes', answered: false, hidesNames: false, bare: true, isTry: false },
  someone_else: { again: 'yes', answered: true, hidesNames: false, bare: true, isTry: true },
  do_not_knock: { again: 'never', answered: true, hidesNames: true, bare: true, isTry: true },
  hostile_unsafe: { again: 'never_alone', answered: true, hidesNames: true, bare: true, isTry: true },
  landlord_agent: { again: 'never', answered: true, hidesNames: true, bare: true, isTry: true },
  deceased: { again: 'never', answered: true, hidesNames: 'known', bare: true, isTry: true },
} as const satisfies Record<string, Behavior>

export type Disposition = keyof typeof dispositions

/** Whoever refused is left in peace this long. */
export const coolOffDays = 90
export const dispositionCodes = Object.keys(dispositions) as [Disposition, ...Disposition[]]

/** Problems heard, and needs: what people bring up, which is less than a repair to log. Nothing about anybody's health. */
export const heardCodes = [
  'repairs',
  'heat',
  'pests',
  'rent',
  'fees',
  'deposit',
  'eviction',
  'harassment',
  'retaliation',
  'privacy',
  'safety',
  'sale',
  'neighbors',
  'childcare',
  'language',
  'work',
  'transit',
] as const
export type Heard = (typeof heardCodes)[number]

/** Doors one talk may name as those people listen to. */
export const mostNamed = 3

/** The ladder of asks, easy to hard. */
export const askSteps = [
  'share_contact',
  'join_chat',
  'report_repair',
  'flyer_neighbor',
  'meeting',
  'bring_neighbor',
  'host_meeting',
  'sign_letter',
  'wear_button',
  'group_photo',
  'sign_petition',
  'floor_captain',
  'knock_floor',
  'speak_press',
  'deliver_demand',
  'pay_dues',
  'strike_pledge',
  'strike_vote',
  'withhold_rent',
  'eviction_defense',
  'delegate',
] as const
export type AskStep = (typeof askSteps)[number]

export const answers = ['yes', 'maybe', 'no'] as const
export type AskAnswer = (typeof answers)[number]

export const bases = ['said', 'signed', 'attended', 'recruited'] as const
export type Basis = (typeof bases)[number]

/** BCP 47 where there is one; shown by Intl.DisplayNames. The most spoken first, then by code. */
export const languages = [
  'en',
  'es',
  'yue',
  'cmn',
  'vi',
  'tl',
  'ko',
  'ru',
  'ar',
  'ht',
  'bn',
  'ur',
  'fr',
  'pl',
  'pt',
  'pa',
  'hi',
  'fa',
  'prs',
  'ps',
  'am',
  'so',
  'hy',
  'km',
  'hmn',
  'my',
  'quc',
  'mam',
  'mix',
  'ase',
] as const
export type LanguageCode = (typeof languages)[number]

export const consentPurposes = ['keep', 'contact', 'count_repair', 'name_to_landlord'] as const
export const consentChannels = ['call', 'text'] as const
export const safeRules = ['no_calls', 'no_texts', 'ask_first'] as const
export const sinceWhen = ['today', 'this_week', 'longer'] as const

/** What whoever comes to a door is told before they knock. */
export const doorWarnings = ['unsafe'] as const

/** What stands of a door in the shift that is on. */
export const doneTonight = ['talked', 'tried'] as const

/** The stored name of someone who was talked with and gave none. */
export const unnamed = '?'
