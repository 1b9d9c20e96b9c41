import { Form, useNavigation } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'

export function NextShift() {
  const i18n = useI18n()
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="flex flex-col items-start gap-3">
      <p className="max-w-reading text-ink-2">{i18n._('debrief.next.text')}</p>
      <Button type="submit" variant="main" name="intent" value="next" disabled={busy}>
        {i18n._('debrief.next.call')}
      </Button>
    </Form>
  )
}
