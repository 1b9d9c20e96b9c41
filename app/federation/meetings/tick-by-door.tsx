import { useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/field.tsx'
import { UndoLine } from '#app/ui/undo-line.tsx'

type Answer =
  | { ticked: { unitId: string; label: string } }
  | { errors: Record<string, { message: string }>; values: Record<string, unknown> }
  | undefined

type TickByDoorProps = {
  /** Where it is sent: the page with its building. */
  action: string
  /** Sent beside the number. */
  fields?: Record<string, string>
  label: string
  told: (door: string) => string
  undo: (unitId: string) => Record<string, string>
  sent: Answer
}

/** From a list on paper: type a number, press Enter, type the next. */
export function TickByDoor({ action, fields = {}, label, told, undo, sent }: TickByDoorProps) {
  const i18n = useI18n()
  const field = useRef<HTMLInputElement>(null)
  const fetcher = useFetcher<Answer>()
  const taking = useFetcher()
  const answer = fetcher.data ?? sent
  const ticked = answer && 'ticked' in answer ? answer.ticked : null
  const error = answer && 'errors' in answer ? answer.errors.door?.message : undefined

  useEffect(() => {
    if (!fetcher.data || !field.current) return
    if ('ticked' in fetcher.data) field.current.value = ''
    field.current.focus()
  }, [fetcher.data])

  return (
    <div className="max-w-lg print:hidden">
      <fetcher.Form method="post" action={action} className="flex items-end gap-3">
        <input type="hidden" name="intent" value="byDoor" />
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          ref={field}
          name="door"
          required
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          label={label}
          error={error}
        />
        <Button type="submit">{i18n._('meeting.tick')}</Button>
      </fetcher.Form>
      {ticked && (
        <UndoLine
          onUndo={() => {
            taking.submit(undo(ticked.unitId), { method: 'post', action })
            field.current?.focus()
          }}
        >
          {told(ticked.label)}
        </UndoLine>
      )}
    </div>
  )
}
