import { useState } from 'react'
import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Section } from '#app/ui/page.tsx'
import type { PeopleFile, PersonFile } from './people.server.ts'
import { StandingChip } from './standing-chip.tsx'

/** Member, pending or neither; a member's word makes the difference. */
export function PersonStanding({ person, file }: { person: PersonFile; file: PeopleFile }) {
  const i18n = useI18n()
  const [ending, setEnding] = useState(false)
  const close = () => setEnding(false)
  const { standing, membershipId } = person
  return (
    <Section title={i18n._('people.standing')}>
      <div className="flex flex-wrap items-center gap-4">
        <StandingChip standing={standing} />
        {standing === 'pending' && file.mayVouch && membershipId && (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="intent" value="vouch" />
            <Button type="submit" variant="main" name="id" value={membershipId}>
              {i18n._('people.vouch')}
            </Button>
          </Form>
        )}
        {standing === 'none' && file.mayWrite && !person.movedOut && (
          <Form method="post" preventScrollReset>
            <Button type="submit" name="intent" value="join">
              {i18n._('people.wantsToJoin')}
            </Button>
          </Form>
        )}
        {standing !== 'none' && file.mayVouch && (
          <Button variant="quiet" onClick={() => setEnding(true)}>
            {i18n._('people.endMembership')}
          </Button>
        )}
      </div>
      {standing === 'pending' && <p className="mt-2 text-label text-ink-2">{i18n._('people.vouchWhy')}</p>}
      <Dialog
        open={ending}
        onClose={close}
        title={i18n._('people.endQuestion')}
        actions={
          <>
            <Button onClick={close}>{i18n._('people.keep')}</Button>
            <Form method="post" onSubmit={close}>
              <input type="hidden" name="intent" value="endMembership" />
              <Button type="submit" variant="danger" name="id" value={membershipId ?? ''}>
                {i18n._('people.endMembership')}
              </Button>
            </Form>
          </>
        }
      >
        <p>{i18n._('people.endWhy')}</p>
      </Dialog>
    </Section>
  )
}
