import { type FormEvent, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Sheet } from './sheet.tsx'

type NewDoorSheetProps = {
  floor: string
  /** Of the door one stands at. */
  entrance: string | undefined
  /** Labels that are taken, as written on the doors. */
  labels: readonly string[]
  onAdd: (label: string, floor: string) => void
  onClose: () => void
}

/** A door that was not on the list: its number and its floor, nothing else. */
export function NewDoorSheet({ floor, entrance, labels, onAdd, onClose }: NewDoorSheetProps) {
  const i18n = useI18n()
  const [errors, setErrors] = useState<{ label?: string; floor?: string }>({})

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const label = String(form.get('label')).trim()
    const on = String(form.get('floor')).trim()
    const taken = labels.some((each) => each.toLowerCase() === label.toLowerCase())
    if (label && on && !taken) return onAdd(label, on)
    setErrors({
      ...(!label ? { label: 'form.required' } : taken && { label: 'door.labelTaken' }),
      ...(!on && { floor: 'form.required' }),
    })
  }

  return (
    <Sheet title={i18n._('door.new')} onClose={onClose}>
      {entrance && <p className="pb-3">{i18n._('chart.staircase', { name: entrance })}</p>}
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        <TextField
          name="label"
          label={i18n._('door.newLabel')}
          error={errors.label}
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
        />
        <TextField
          name="floor"
          label={i18n._('door.newFloor')}
          error={errors.floor}
          defaultValue={floor}
          maxLength={10}
          autoComplete="off"
        />
        <Button type="submit" variant="main" size="door">
          {i18n._('door.newSave')}
        </Button>
      </form>
    </Sheet>
  )
}
