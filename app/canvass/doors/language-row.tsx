import { classNames } from '#app/ui/class-names.ts'
import { ownName } from './words-in.ts'

type RowProps = { languages: readonly string[]; chosen: string; onChoose: (language: string) => void }

/** Each by its own name: who cannot read the page finds theirs. */
export function LanguageRow({ languages, chosen, onChoose }: RowProps) {
  if (languages.length < 2) return null
  return (
    <div className="flex flex-wrap gap-2 pt-2">
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === chosen}
          onClick={() => onChoose(each)}
          className={classNames(
            'min-h-12 rounded-control px-3',
            each === chosen ? 'border-2 border-ink font-semibold' : 'border border-edge',
          )}
        >
          {ownName(each)}
        </button>
      ))}
    </div>
  )
}
