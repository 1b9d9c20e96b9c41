import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Section } from '#app/ui/page.tsx'
import type { ComesBack } from './called-off.server.ts'

/** Said before it is done: who has doors again, and what stays away. */
export function BringBack({ people, doors }: ComesBack) {
  const i18n = useI18n()
  return (
    <Section title={i18n._('turf.bringBack')}>
      <p className="max-w-reading text-ink-2">{i18n._('turf.bringBackWhy', { people, doors })}</p>
      <Form method="post" className="mt-3">
        <Button type="submit" name="intent" value="bringBack">
          {i18n._('turf.bringBack')}
        </Button>
      </Form>
    </Section>
  )
}
