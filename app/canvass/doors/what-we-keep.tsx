import { useEffect, useState } from 'react'
import { type Locale, locales } from '#app/core/locale.ts'
import { MessagesProvider, useI18n } from '#app/messages/i18n.tsx'
import { doorWords } from '#app/messages/page-words.ts'
import { classNames } from '#app/ui/class-names.ts'
import { ChipSet } from './chip-set.tsx'
import type { TalkProps } from './open-door.tsx'
import { Back } from './repair-steps.tsx'
import { keepKey } from './talk-words.ts'

const sentences = ['what', 'whose', 'never', 'landlord', 'forget'] as const
const contacts = ['call', 'text', 'neither'] as const
const names = { en: 'English', es: 'Español' } as const

type KeepProps = TalkProps & { onBack: () => void }

/** Turned round to the neighbor, so it speaks their language, whatever the canvasser reads. */
export function WhatWeKeep(props: KeepProps) {
  const mine = useI18n()
  const spoken = [...props.draft.languages, ...props.door.people.flatMap(({ languages }) => languages)]
  const theirs = locales.find((locale) => spoken.includes(locale))
  const [locale, setLocale] = useState<Locale>(theirs ?? (mine.locale === 'es' ? 'es' : 'en'))
  const [words, setWords] = useState(mine)

  useEffect(() => {
    let gone = false
    void doorWords(locale).then((i18n) => !gone && setWords(i18n))
    return () => {
      gone = true
    }
  }, [locale])

  return (
    <section className="flex flex-col gap-3 pb-4">
      <div className="flex gap-2 pt-2">
        {locales.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={each === locale}
            onClick={() => setLocale(each)}
            className={classNames(
              'min-h-12 rounded-control px-3',
              each === locale ? 'border-2 border-ink font-semibold' : 'border border-edge',
            )}
          >
            {names[each]}
          </button>
        ))}
      </div>
      <MessagesProvider i18n={words}>
        <Kept {...props} />
      </MessagesProvider>
      <Back onBack={props.onBack} />
    </section>
  )
}

function Kept({ draft, onChange }: KeepProps) {
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
    <div lang={i18n.locale} className="flex flex-col gap-3">
      <h2>{i18n._('door.whatWeKeep')}</h2>
      <ul className="flex flex-col gap-2 text-section">
        {sentences.map((sentence) => (
          <li key={sentence} className="border-l-[6px] border-green pl-3">
            {i18n._(keepKey(sentence))}
          </li>
        ))}
      </ul>
      <ChipSet
        label={i18n._('door.contactOk')}
        codes={contacts}
        chosen={chosen}
        word={(way) => i18n._(wayKeys[way])}
        onChange={choose}
      />
      {(contact?.call || contact?.text) && (
        <label className="flex flex-col gap-1 text-label font-semibold">
          {i18n._('door.phone')}
          <input
            type="tel"
            value={draft.phone}
            onChange={(event) => onChange({ phone: event.target.value })}
            maxLength={40}
            autoComplete="off"
            className="min-h-12 rounded-control border border-edge bg-sheet px-3 text-body font-normal"
          />
        </label>
      )}
    </div>
  )
}

const wayKeys = {
  call: 'door.contact.call',
  text: 'door.contact.text',
  neither: 'door.contact.neither',
} as const
