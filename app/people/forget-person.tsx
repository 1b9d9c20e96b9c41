import { useState } from 'react'
import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Section } from '#app/ui/page.tsx'
import type { PersonFile } from './people.server.ts'
import { usePersonName } from './people-words.ts'

/** What was promised at the door: say so any day, and we delete it. */
export function ForgetPerson({ person }: { person: PersonFile }) {
  const i18n = useI18n()
  const personName = usePersonName()
  const [asking, setAsking] = useState(false)
  return (
    <Section title={i18n._('people.forget')}>
      <p className="mb-4 text-ink-2">{i18n._('people.forgetWhat')}</p>
      <Button onClick={() => setAsking(true)}>{i18n._('people.forget')}</Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={i18n._('people.forgetQuestion', { name: personName(person.name) })}
      >
        <Form method="post" className="flex flex-col gap-4">
          <p>{i18n._('people.forgetWhat')}</p>
          <p>{i18n._('people.forgetEver')}</p>
          <input type="hidden" name="intent" value="forget" />
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={() => setAsking(false)}>{i18n._('people.forgetNot')}</Button>
            <Button type="submit" variant="danger">
              {i18n._('people.forget')}
            </Button>
          </div>
        </Form>
      </Dialog>
    </Section>
  )
}
