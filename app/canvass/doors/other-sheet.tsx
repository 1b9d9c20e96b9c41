import { useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { type Disposition, type LanguageCode, languages } from '../lists.ts'
import { dispositionKey, useLanguageName } from './door-words.ts'
import { Sheet } from './sheet.tsx'

const often = ['brief', 'refused', 'language', 'inaccessible'] as const satisfies Disposition[]
const rest = [
  'someone_else',
  'left_literature',
  'moved',
  'vacant',
  'wrong_unit',
  'do_not_knock',
  'hostile_unsafe',
  'landlord_agent',
  'deceased',
] as const satisfies Disposition[]

type OtherSheetProps = {
  label: string
  flyer: boolean
  onFlyer: (on: boolean) => void
  onPick: (disposition: Disposition, languages?: LanguageCode[]) => void
  onClose: () => void
}

const row = 'min-h-14 w-full border-t border-hair py-2 text-left text-section font-semibold'

/** What else happened at this door; another language asks which one. */
export function OtherSheet({ label, flyer, onFlyer, onPick, onClose }: OtherSheetProps) {
  const i18n = useI18n()
  const languageName = useLanguageName()
  const [step, setStep] = useState<'often' | 'all' | 'language'>('often')

  if (step === 'language')
    return (
      <Sheet title={i18n._('door.whichLanguage')} onClose={onClose}>
        {languages
          .filter((code) => code !== i18n.locale)
          .map((code) => (
            <button key={code} type="button" onClick={() => onPick('language', [code])} className={row}>
              {languageName(code)}
            </button>
          ))}
        <button type="button" onClick={() => onPick('language')} className={row}>
          {i18n._('door.unknownLanguage')}
        </button>
      </Sheet>
    )

  return (
    <Sheet title={i18n._('door.whatHappened', { label })} onClose={onClose}>
      {(step === 'all' ? [...often, ...rest] : often).map((code) => (
        <button
          key={code}
          type="button"
          onClick={() => (code === 'language' ? setStep('language') : onPick(code))}
          className={row}
        >
          {i18n._(dispositionKey(code))}
        </button>
      ))}
      {step === 'often' && (
        <button type="button" onClick={() => setStep('all')} className={`${row} text-enamel`}>
          {i18n._('door.more')}
        </button>
      )}
      <label className="flex min-h-14 items-center gap-3 border-t-2 border-ink">
        <input
          type="checkbox"
          checked={flyer}
          onChange={(event) => onFlyer(event.target.checked)}
          className="size-6"
        />
        {i18n._('door.flyer')}
      </label>
    </Sheet>
  )
}
