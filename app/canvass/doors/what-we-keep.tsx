import { useState } from 'react'
import { isLocale, type Locale, locales } from '#app/core/locale.ts'
import { MessagesProvider, useI18n } from '#app/messages/i18n.tsx'
import { ChipSet, OneOf } from './chip-set.tsx'
import { JoinFields } from './join-fields.tsx'
import { LanguageRow } from './language-row.tsx'
import type { TalkProps } from './open-door.tsx'
import { Back } from './repair-steps.tsx'
import { answerKeep, keepsNothing } from './talk-draft.ts'
import { keepKey } from './talk-words.ts'
import { useWordsIn } from './words-in.ts'

const sentences = ['what', 'why', 'whose', 'never', 'forget'] as const
const contacts = ['call', 'text', 'neither'] as const
const yesNo = ['yes', 'no'] as const

type KeepProps = TalkProps & { onBack: () => void }

/** Turned round to the neighbor, so it speaks their language, whatever the canvasser reads. */
export function WhatWeKeep(props: KeepProps) {
  const mine = useI18n()
  const { draft, door } = props
  const spoken = [...draft.languages, ...door.languages, ...door.people.flatMap(({ languages }) => languages)]
  const [locale, setLocale] = useState<Locale>(
    () => spoken.find(isLocale) ?? (isLocale(mine.locale) ? mine.locale : 'en'),
  )
  const words = useWordsIn(locale)

  return (
    <section className="flex flex-col gap-3 py-4">
      <LanguageRow
        languages={locales}
        chosen={locale}
        onChoose={(each) => isLocale(each) && setLocale(each)}
      />
      <MessagesProvider i18n={words}>
        <Kept {...props} />
      </MessagesProvider>
    </section>
  )
}

function Kept({ door, draft, onChange, onBack }: KeepProps) {
  const i18n = useI18n()
  const { contact } = draft
  const chosen = contacts.filter((way) =>
    way === 'neither' ? contact && !contact.call && !contact.text : contact?.[way],
  )
  const choose = (next: readonly (typeof contacts)[number][]) => {
    const neither = next.includes('neither') && !chosen.includes('neither')
    if (neither) return onChange({ contact: { call: false, text: false }, phone: '' })
    const ways = { call: next.includes('call'), text: next.includes('text') }
    onChange({ contact: ways.call || ways.text ? ways : null })
  }
  return (
    <div lang={i18n.locale} className="flex flex-col gap-4">
      <h1>{i18n._('door.whatWeKeep')}</h1>
      <ul className="flex flex-col gap-3 text-title">
        {sentences.map((sentence) => (
          <li key={sentence} className="border-l-[6px] border-green pl-3">
            {i18n._(keepKey(sentence))}
          </li>
        ))}
      </ul>
      <OneOf
        label={i18n._('door.wordsOk')}
        codes={yesNo}
        chosen={draft.wordsOk === undefined ? null : draft.wordsOk ? 'yes' : 'no'}
        word={(code) => i18n._(wordsOkKeys[code])}
        onChange={(code) => onChange(answerKeep(draft, code ? code === 'yes' : undefined))}
      />
      {!keepsNothing(draft) && (
        <ChipSet
          label={i18n._('door.contactOk')}
          codes={contacts}
          chosen={chosen}
          word={(way) => i18n._(wayKeys[way])}
          onChange={choose}
        />
      )}
      {(contact?.call || contact?.text) && (
        <label className="flex flex-col gap-1 text-label font-semibold">
          {i18n._('door.phone')}
          <input
            type="tel"
            name="phone"
            value={draft.phone}
            onChange={(event) => onChange({ phone: event.target.value })}
            maxLength={40}
            autoComplete="off"
            className="min-h-12 rounded-control border border-edge bg-sheet px-3 text-body font-normal"
          />
        </label>
      )}
      <JoinFields door={door} draft={draft} onChange={onChange} isTurned />
      <Back onBack={onBack} />
    </div>
  )
}

const wordsOkKeys = { yes: 'answer.yes', no: 'answer.no' } as const

const wayKeys = {
  call: 'door.contact.call',
  text: 'door.contact.text',
  neither: 'door.contact.neither',
} as const
