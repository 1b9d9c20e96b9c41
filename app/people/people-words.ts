import { safeRules } from '#app/canvass/lists.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { contactKinds, toldQuestions } from './person.schema.ts'

export const standingKey = keysFor('people.standing', ['member', 'pending', 'none'] as const)
export const contactKey = keysFor('people.contact', contactKinds)
export const fieldKey = keysFor('people.field', ['name', ...contactKinds] as const)
export const safeRuleKey = keysFor('people.safe', safeRules)
export const questionKey = keysFor('people.mayWe', toldQuestions)

export function isSafeRule(rule: string | null): rule is (typeof safeRules)[number] {
  return safeRules.some((each) => each === rule)
}

export function usePersonName() {
  const i18n = useI18n()
  return (name: string | null) => name ?? i18n._('people.noName')
}
