import type { ReactNode } from 'react'

type ViewSwitchProps<Value extends string> = {
  label: ReactNode
  name: string
  value: Value
  options: readonly { value: Value; label: ReactNode }[]
  onChange: (value: Value) => void
}

/** One of two to six, all in sight; arrow keys move as in any radio group. */
export function ViewSwitch<Value extends string>({
  label,
  name,
  value,
  options,
  onChange,
}: ViewSwitchProps<Value>) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-3 gap-y-1 print:hidden">
      <legend className="float-left text-label text-ink-2">{label}</legend>
      <div className="flex flex-wrap rounded-control border border-edge bg-sheet">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative inline-flex min-h-12 items-center rounded-control px-3 text-label has-checked:bg-ink has-checked:font-semibold has-checked:text-wall has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-enamel desk:min-h-10"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="absolute inset-0 appearance-none outline-none"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
