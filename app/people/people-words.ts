import { consentChannels, consentPurposes, safeRules } from '#app/canvass/lists.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { contactKinds } from './person.schema.ts'

export const standingKey = keysFor('people.standing', ['member', 'pending', 'none'] as const)
export const contactKey = keysFor('people.contact', contactKinds)
export const fieldKey = keysFor('people.field', ['name', ...contactKinds] as const)
export const safeRuleKey = keysFor('people.safe', safeRules)
export const purposeKey = keysFor('people.consent', consentPurposes)
export const channelKey = keysFor('people.channel', consentChannels)

export function isSafeRule(rule: string | null): rule is (typeof safeRules)[number] {
  return safeRules.some((each) => each === rule)
}
export function isPurpose(purpose: string): purpose is (typeof consentPurposes)[number] {
  return consentPurposes.some((each) => each === purpose)
}
export function isChannel(channel: string | null): channel is (typeof consentChannels)[number] {
  return consentChannels.some((each) => each === channel)
}

export function usePersonName() {
  const i18n = useI18n()
  return (name: string | null) => name ?? i18n._('people.noName')
}
