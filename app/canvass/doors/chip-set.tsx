import { useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { classNames } from '#app/ui/class-names.ts'

type ChipSetProps<Code extends string> = {
  label: string
  labelHidden?: boolean
  codes: readonly Code[]
  chosen: readonly Code[]
  word: (code: Code) => string
  onChange: (chosen: Code[]) => void
  /** Shown before "More…"; what is chosen is always shown. */
  first?: number
}

const chip = 'min-h-12 rounded-control bg-sheet px-3 text-body touch-manipulation'

/** Any of some words. Chosen: an ink outline and a tick. */
export function ChipSet<Code extends string>({
  label,
  labelHidden = false,
  codes,
  chosen,
  word,
  onChange,
  first = codes.length,
}: ChipSetProps<Code>) {
  const i18n = useI18n()
  const [all, setAll] = useState(false)
  const shown = all ? codes : codes.filter((code, i) => i < first || chosen.includes(code))

  return (
    <fieldset>
      <legend className={labelHidden ? 'sr-only' : 'pb-1 text-label font-semibold'}>{label}</legend>
      <div className="flex flex-wrap gap-2">
        {shown.map((code) => {
          const on = chosen.includes(code)
          return (
            <button
              key={code}
              type="button"
              aria-pressed={on}
              onClick={() => onChange(on ? chosen.filter((each) => each !== code) : [...chosen, code])}
              className={classNames(chip, on ? 'border-2 border-ink font-semibold' : 'border border-edge')}
            >
              {on && <span aria-hidden="true">✓ </span>}
              {word(code)}
            </button>
          )
        })}
        {shown.length < codes.length && (
          <button type="button" onClick={() => setAll(true)} className={classNames(chip, 'text-enamel')}>
            {i18n._('door.more')}
          </button>
        )}
      </div>
    </fieldset>
  )
}

/** One of a few; a second tap takes it back. */
export function OneOf<Code extends string>({
  chosen,
  onChange,
  ...rest
}: Omit<ChipSetProps<Code>, 'chosen' | 'onChange'> & {
  chosen: Code | null
  onChange: (code: Code | null) => void
}) {
  return (
    <ChipSet
      {...rest}
      chosen={chosen === null ? [] : [chosen]}
      onChange={(codes) => onChange(codes.find((code) => code !== chosen) ?? null)}
    />
  )
}
