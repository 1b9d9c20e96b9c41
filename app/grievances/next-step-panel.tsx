import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, buttonLook } from '#app/ui/button.tsx'
import type { NextStep, Step } from './next-step.ts'
import { reasonKey, stepKey } from './repair-words.ts'

/** Where the hand goes for a step that is a form on this page. */
const placeOf: Partial<Record<Step, string>> = {
  call_now: '#contact',
  ask_landlord: '#contact',
  ask_again: '#contact',
  promise_broken: '#contact',
  second_letter: '#contact',
  ask_consent: '#questions',
  ask_tenant: '#tenant',
}

/** The one big thing to do, with its reason. */
export function NextStepPanel({ next, mayWrite, me }: { next: NextStep; mayWrite: boolean; me: string }) {
  const i18n = useI18n()
  const format = useFormat()
  const { step, days, due } = next
  const place = placeOf[step]
  return (
    <section aria-labelledby="next-step" className="mt-6 border-l-4 border-green bg-sheet px-4 py-4">
      <h2 id="next-step" className="text-label text-ink-2">
        {i18n._('repair.next')}
      </h2>
      <p className="font-sign text-section font-bold">{i18n._(stepKey(step))}</p>
      <p className="mt-1 text-ink-2">
        {i18n._(reasonKey(step), { days, day: due ? format.day(due) : i18n._('repair.noDay') })}
      </p>
      {mayWrite && place && (
        <a href={place} className={`mt-3 ${buttonLook({ variant: 'main', size: 'touch' })}`}>
          {i18n._(stepKey(step))}
        </a>
      )}
      {mayWrite && step === 'take' && (
        <Act intent="assign" name="ownerId" value={me} label={i18n._('repair.takeIt')} />
      )}
      {mayWrite && step === 'escalate' && (
        <Act intent="move" name="to" value="escalated" label={i18n._(stepKey(step))} />
      )}
      {mayWrite && step === 'close' && (
        <Act intent="move" name="to" value="closed" label={i18n._(stepKey(step))} />
      )}
    </section>
  )
}

function Act({ intent, name, value, label }: { intent: string; name: string; value: string; label: string }) {
  return (
    <Form method="post" className="mt-3">
      <input type="hidden" name="intent" value={intent} />
      <Button type="submit" variant="main" size="touch" name={name} value={value}>
        {label}
      </Button>
    </Form>
  )
}
