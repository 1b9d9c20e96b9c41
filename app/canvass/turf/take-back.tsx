import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import type { GivenDoors } from './fold-given.ts'

type TakeBackProps = { taking: GivenDoors | null; onClose: () => void }

/** Of a pair all at once, or of those of it who are ticked. */
export function TakeBack({ taking, onClose }: TakeBackProps) {
  const i18n = useI18n()
  const format = useFormat()
  const people = taking?.people ?? []
  const who = format.list(people.map((one) => one.who ?? '–'))
  return (
    <Dialog
      open={taking !== null}
      onClose={onClose}
      title={i18n._('turf.takeBackQuestion', { who })}
      actions={
        <>
          <Button onClick={onClose}>{i18n._('turf.leave')}</Button>
          <Button type="submit" variant="danger" form="take-back">
            {i18n._('turf.takeBack')}
          </Button>
        </>
      }
    >
      <p>{i18n._('turf.takeBackWhy')}</p>
      <Form
        key={taking?.key}
        id="take-back"
        method="post"
        className="mt-3"
        onSubmit={(event) => {
          // Nobody ticked: nothing is taken.
          if (!new FormData(event.currentTarget).has('assignmentIds')) event.preventDefault()
          onClose()
        }}
      >
        <input type="hidden" name="intent" value="takeBack" />
        {people.length === 1 ? (
          <input type="hidden" name="assignmentIds" value={people[0]?.assignmentId} />
        ) : (
          <CheckGroup
            name="assignmentIds"
            label={i18n._('turf.takeBackFrom')}
            defaultValue={people.map(({ assignmentId }) => assignmentId)}
            options={people.map((one) => ({ value: one.assignmentId, label: <bdi>{one.who ?? '–'}</bdi> }))}
          />
        )}
      </Form>
    </Dialog>
  )
}
