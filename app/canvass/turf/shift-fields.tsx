import type { ReactNode } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { CheckField, SelectField, TextField } from '#app/ui/field.tsx'
import { askKey } from '../doors/talk-words.ts'
import { askSteps } from '../lists.ts'

type Field = { name: string; label: ReactNode; error?: string }
type Name = 'day' | 'from' | 'to' | 'backBy' | 'place' | 'leadId' | 'scriptId' | 'actionId'

type Props = {
  field: (name: Name) => Field
  minDay: string | undefined
  colleagues: { id: string; name: string }[]
  scripts: { id: string; name: string }[]
  actions: { id: string; title: string }[]
  /** Boxes are ticked, sent and checked without the form's help. */
  chosen: { asks: readonly string[]; asksError: string | undefined; leavesFlyer: boolean }
}

/** What makes a shift: the same fields for a new one and for a change. */
export function ShiftFields({ field, minDay, colleagues, scripts, actions, chosen }: Props) {
  const i18n = useI18n()
  const labels = useShiftLabels()
  return (
    <>
      <TextField {...field('day')} type="date" min={minDay} />
      <div className="grid grid-cols-2 items-end gap-4">
        <TextField {...field('from')} type="time" />
        <TextField {...field('to')} type="time" hint={i18n._('turf.toHint')} />
      </div>
      <TextField {...field('backBy')} type="time" hint={i18n._('turf.backByHint')} />
      <TextField {...field('place')} autoComplete="off" hint={i18n._('turf.placeHint')} />
      <SelectField
        {...field('leadId')}
        empty={i18n._('turf.noLead')}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        {...field('scriptId')}
        empty={i18n._('turf.usualScript')}
        options={scripts.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {actions.length > 0 && (
        <SelectField
          {...field('actionId')}
          empty={i18n._('turf.noAction')}
          hint={i18n._('turf.actionHint')}
          options={actions.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      <details open={chosen.asks.length > 0 || chosen.asksError !== undefined}>
        <summary className="inline-flex min-h-12 items-center text-enamel desk:min-h-10">
          {i18n._('turf.asksOpen')}
        </summary>
        <CheckGroup
          name="asks"
          label={labels.asks}
          error={chosen.asksError}
          hint={i18n._('turf.asksHint')}
          defaultValue={chosen.asks}
          options={askSteps.map((step) => ({ value: step, label: i18n._(askKey(step)) }))}
        />
      </details>
      <CheckField
        name="leavesFlyer"
        label={labels.leavesFlyer}
        defaultChecked={chosen.leavesFlyer}
        hint={i18n._('turf.leavesFlyerHint')}
      />
    </>
  )
}

export function useShiftLabels() {
  const i18n = useI18n()
  return {
    day: i18n._('turf.day'),
    from: i18n._('turf.from'),
    to: i18n._('turf.to'),
    backBy: i18n._('turf.backBy'),
    place: i18n._('turf.place'),
    leadId: i18n._('turf.lead'),
    scriptId: i18n._('turf.script'),
    actionId: i18n._('turf.action'),
    asks: i18n._('turf.asks'),
    leavesFlyer: i18n._('turf.leavesFlyer'),
  }
}

type Sent = { errors: Record<string, { message: string }>; values: Record<string, unknown> }

/** What was ticked: as it was sent, else as it is. */
export function chosenBoxes(sent: Sent | undefined, kept: { asks: readonly string[]; leavesFlyer: boolean }) {
  if (!sent) return { ...kept, asksError: undefined }
  return {
    asks: [sent.values.asks ?? []].flat().map(String),
    asksError: sent.errors.asks?.message,
    leavesFlyer: Boolean(sent.values.leavesFlyer),
  }
}
