import { useState } from 'react'
import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'

export function CancelMeeting({ isAction }: { isAction: boolean }) {
  const i18n = useI18n()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button onClick={() => setAsking(true)}>{i18n._(isAction ? 'action.cancel' : 'meeting.cancel')}</Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={i18n._(isAction ? 'action.cancelQuestion' : 'meeting.cancelQuestion')}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{i18n._('meeting.keep')}</Button>
            <Form method="post" onSubmit={() => setAsking(false)}>
              <Button type="submit" variant="danger" name="intent" value="cancel">
                {i18n._(isAction ? 'action.cancel' : 'meeting.cancel')}
              </Button>
            </Form>
          </>
        }
      >
        <p>{i18n._(isAction ? 'action.cancelWhy' : 'meeting.cancelWhy')}</p>
      </Dialog>
    </>
  )
}
