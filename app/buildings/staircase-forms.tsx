import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import type { EditedDoor } from './doors.server.ts'

/** Which of two doors to the street leads to which lines. */
export function StaircaseLines({
  doors,
  error,
}: {
  doors: readonly EditedDoor[]
  error: string | undefined
}) {
  const i18n = useI18n()
  const ranks = new Map(doors.filter(({ line }) => line !== '').map(({ line, lineRank }) => [line, lineRank]))
  const lines = [...ranks].sort(([, one], [, other]) => one - other).map(([line]) => line)
  if (lines.length < 2) return null
  const options = lines.map((line) => ({ value: line, label: line }))
  return (
    <Section title={i18n._('doors.staircases')}>
      <Form method="post" className="flex flex-col gap-3">
        <input type="hidden" name="act" value="staircase" />
        <p className="text-ink-2">{i18n._('doors.staircases.text')}</p>
        <div className="grid grid-cols-2 gap-3">
          <SelectField name="from" label={i18n._('doors.staircases.from')} options={options} />
          <SelectField name="to" label={i18n._('doors.staircases.to')} options={options} />
        </div>
        <StaircaseField error={error} />
        <div>
          <Button type="submit">{i18n._('doors.staircase.set')}</Button>
        </div>
      </Form>
    </Section>
  )
}

/** The staircase of one door. */
export function StaircaseOfDoor({ door, error }: { door: EditedDoor; error: string | undefined }) {
  const i18n = useI18n()
  return (
    <Form method="post" className="mt-4 flex flex-col gap-3">
      <input type="hidden" name="act" value="staircase" />
      <input type="hidden" name="key" value={door.key} />
      <StaircaseField id="door-staircase" defaultValue={door.entrance ?? ''} error={error} />
      <div>
        <Button type="submit">{i18n._('doors.staircase.set')}</Button>
      </div>
    </Form>
  )
}

type StaircaseFieldProps = { id?: string; defaultValue?: string; error?: string | undefined }

export function StaircaseField({ id, ...field }: StaircaseFieldProps) {
  const i18n = useI18n()
  return (
    <TextField
      {...field}
      {...(id && { id })}
      name="entrance"
      label={i18n._('doors.staircase')}
      hint={i18n._('doors.staircase.hint')}
      maxLength={20}
    />
  )
}
