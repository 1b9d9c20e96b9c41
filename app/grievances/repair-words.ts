import { keysFor } from '#app/messages/keys.ts'
import { categoryCodes, severities } from './categories.ts'
import { statuses, tenantAnswers } from './grievance-status.ts'
import { shownTabs } from './inbox-tab.ts'
import { steps } from './next-step.ts'
import { channels, commonAreas, questions } from './repair.schema.ts'

export const categoryKey = keysFor('category', categoryCodes)
export const severityKey = keysFor('severity', severities)
export const statusKey = keysFor('repair.status', statuses)
export const moveKey = keysFor('repair.move', statuses)
export const tabKey = keysFor('repair.tab', shownTabs)
export const stepKey = keysFor('repair.step', steps)
export const reasonKey = keysFor('repair.reason', steps)
export const channelKey = keysFor('repair.channel', channels)
export const areaKey = keysFor('repair.area', commonAreas)
export const questionKey = keysFor('repair.question', questions)
export const answerKey = keysFor('repair.answer', tenantAnswers)
