import { useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import type { Disposition } from '../lists.ts'
import { ComeBack } from './come-back.tsx'
import { dispositionKey } from './door-words.ts'
import { Sheet, sheetRow } from './sheet.tsx'
import type { Said } from './use-knocks.ts'

const first = ['not_home', 'conversation'] as const satisfies Disposition[]
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
  /** To be changed: what was logged here tonight. */
  instead: Disposition | undefined
  onPick: (disposition: Disposition, said?: Said) => void
  /** Nothing happened here: it was another door. */
  onTakeBack: () => void
  /** The page with a card to show to whoever opened. */
  onCard: () => void
  onClose: () => void
}

/** What else happened at this door; another language has a page of its own. */
export function OtherSheet(props: OtherSheetProps) {
  const { label, flyer, instead, onFlyer, onPick, onTakeBack, onCard, onClose } = props
  const i18n = useI18n()
  const [step, setStep] = useState<'often' | 'all' | 'back'>('often')
  const codes = [...(instead ? first : []), ...often, ...(step === 'all' ? rest : [])]

  const pick = (code: Disposition) => {
    if (code === 'brief') setStep('back')
    else if (code === 'language') onCard()
    else onPick(code)
  }

  if (step === 'back')
    return (
      <Sheet title={i18n._('door.back.when')} onClose={onClose}>
        <ComeBack onPick={(said) => onPick('brief', said)} />
      </Sheet>
    )

  return (
    <Sheet title={i18n._('door.whatHappened', { label })} onClose={onClose}>
      {codes.map((code) => (
        <button key={code} type="button" onClick={() => pick(code)} className={sheetRow}>
          {code === instead && <span aria-hidden="true">✓ </span>}
          {i18n._(dispositionKey(code))}
        </button>
      ))}
      {step === 'often' && (
        <button type="button" onClick={() => setStep('all')} className={`${sheetRow} text-enamel`}>
          {i18n._('door.more')}
        </button>
      )}
      {instead ? (
        <button type="button" onClick={onTakeBack} className={`${sheetRow} text-enamel`}>
          {i18n._('door.wrongDoor')}
        </button>
      ) : (
        <label className="flex min-h-14 items-center gap-3 border-t-2 border-ink">
          <input
            type="checkbox"
            checked={flyer}
            onChange={(event) => onFlyer(event.target.checked)}
            className="size-6"
          />
          {i18n._('door.flyer')}
        </label>
      )}
    </Sheet>
  )
}
