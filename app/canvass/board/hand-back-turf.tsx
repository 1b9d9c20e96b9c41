import { type ReactNode, useState } from 'react'
import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { useShiftLine } from '../doors/my-shifts.tsx'
import { type HandBackReason, handBackReasons } from './hand-back.schema.ts'
import type { OpenTurf } from './hand-back.server.ts'
import { handBackKey } from './hand-back-words.ts'

type HandBackTurfProps = {
  turf: OpenTurf
  /** One of several shifts, perhaps in one building: which is said with it. */
  isNamed: boolean
  talks: string[]
  error: string | undefined
  /** Why, where it was sent without having been asked once more: then the page itself asks. */
  asking: HandBackReason | null
}

/** Asked once more: it is for the whole pair, and only the lead can give the doors out again. */
export function HandBackTurf({ turf, isNamed, talks, error, asking }: HandBackTurfProps) {
  const i18n = useI18n()
  const format = useFormat()
  const lineOf = useShiftLine()
  const [asked, setAsked] = useState(false)
  const close = () => setAsked(false)
  const { turfId, address, shift, labels, others } = turf
  const form = `hand-back-${turfId}`
  const doors = labels.length
  const unfinished =
    talks.length > 0 && i18n._('handBack.talks', { count: talks.length, labels: format.list(talks) })
  const forWhom =
    others.length > 0 ? i18n._('handBack.forAll', { names: format.list(others) }) : i18n._('handBack.forYou')
  return (
    <section className="border-t-2 border-ink pt-3">
      <h2>
        {address}
        {isNamed && ` · ${lineOf(shift)}`}
      </h2>
      <p>{i18n._('handBack.open', { doors, labels: format.list(labels) })}</p>
      <div role="status">
        {unfinished && <p className="mt-2 rounded-control bg-amber-tint p-3">✎ {unfinished}</p>}
      </div>
      {asking ? (
        <Question turfId={turfId} why={asking} doors={doors}>
          {forWhom}
        </Question>
      ) : (
        <Form
          method="post"
          id={form}
          className="mt-3 flex flex-col items-start gap-3"
          onSubmit={(event) => {
            if (asked) return close()
            event.preventDefault()
            setAsked(true)
          }}
        >
          <input type="hidden" name="turfId" value={turfId} />
          <SelectField
            name="why"
            id={`why-${turfId}`}
            label={i18n._('handBack.why')}
            options={handBackReasons.map((value) => ({ value, label: i18n._(handBackKey(value)) }))}
            error={error}
          />
          <Button type="submit" size="touch">
            {i18n._('handBack.do', { doors })}
          </Button>
        </Form>
      )}
      <Dialog
        open={asked}
        onClose={close}
        title={i18n._('handBack.question', { doors })}
        actions={
          <>
            <Button onClick={close}>{i18n._('handBack.keep')}</Button>
            <Button type="submit" form={form} variant="danger" name="sure" value="yes">
              {i18n._('handBack.do', { doors })}
            </Button>
          </>
        }
      >
        <p>{forWhom}</p>
        {unfinished && <p className="mt-2">✎ {unfinished}</p>}
      </Dialog>
    </section>
  )
}

type QuestionProps = { turfId: string; why: HandBackReason; doors: number; children: ReactNode }

/** The same question where no script asked it. */
function Question({ turfId, why, doors, children }: QuestionProps) {
  const i18n = useI18n()
  return (
    <Form method="post" className="mt-3 flex flex-col items-start gap-3 rounded-control bg-amber-tint p-3">
      <h3>{i18n._('handBack.question', { doors })}</h3>
      <p>
        {i18n._(handBackKey(why))}. {children}
      </p>
      <input type="hidden" name="turfId" value={turfId} />
      <input type="hidden" name="why" value={why} />
      <div className="flex flex-wrap gap-3">
        <LinkButton to="/shift/hand-back" size="touch">
          {i18n._('handBack.keep')}
        </LinkButton>
        <Button type="submit" size="touch" variant="danger" name="sure" value="yes">
          {i18n._('handBack.do', { doors })}
        </Button>
      </div>
    </Form>
  )
}
