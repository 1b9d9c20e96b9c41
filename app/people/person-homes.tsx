import { useState } from 'react'
import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import type { Doubt, PersonFile, Residency } from './people.server.ts'
import { usePersonName } from './people-words.ts'
import { type PersonResult, resultFor } from './person-result.ts'

type HomesProps = { person: PersonFile; mayWrite: boolean; today: string; result: PersonResult }

/** Where they live and lived. A move-out takes level and membership off the door, so it is asked about. */
export function PersonHomes({ person, mayWrite, today, result }: HomesProps) {
  const i18n = useI18n()
  const format = useFormat()
  const personName = usePersonName()
  const refused = resultFor('moveOut', result)
  const refusedHome = person.residencies.find(({ id }) => id === refused?.values.residencyId)
  const [leaving, setLeaving] = useState<Residency | null>(null)
  const open = leaving ?? (refused ? (refusedHome ?? null) : null)
  const [dismissed, setDismissed] = useState<PersonResult>(undefined)
  const shown = open !== null && (leaving !== null || dismissed !== refused)
  const close = () => {
    setLeaving(null)
    setDismissed(refused)
  }
  return (
    <Section title={i18n._('people.homes')}>
      <ul>
        {person.residencies.map((home) => (
          <li
            key={home.id}
            className="flex min-h-12 flex-wrap items-center gap-x-4 border-b border-hair py-1"
          >
            <span className="font-sign text-section font-semibold">{home.door}</span>
            <span className="flex-1 text-label text-ink-2">
              {[
                home.since && i18n._('people.since', { day: format.day(home.since, 'plain') }),
                home.until && i18n._('people.until', { day: format.day(home.until, 'plain') }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {home.doubt && mayWrite && <StillLives home={home} doubt={home.doubt} />}
            {mayWrite && !home.until && (
              <Button variant="quiet" onClick={() => setLeaving(home)}>
                {i18n._(leaveKey(home))}
              </Button>
            )}
            {home.doubt && <DoubtLine doubt={home.doubt} />}
          </li>
        ))}
      </ul>
      <Dialog
        open={shown}
        onClose={close}
        title={i18n._(open?.doubt?.why === 'deceased' ? 'people.takeOffQuestion' : 'people.moveOutQuestion', {
          name: personName(person.name),
          door: open?.door ?? '',
        })}
      >
        <Form method="post" onSubmit={() => setLeaving(null)} className="flex flex-col gap-4">
          <p>{i18n._('people.moveOutWhy')}</p>
          <input type="hidden" name="intent" value="moveOut" />
          <input type="hidden" name="residencyId" value={open?.id ?? ''} />
          <TextField
            name="until"
            type="date"
            required
            max={today}
            defaultValue={String(refused?.values.until ?? today)}
            label={i18n._('people.lastDay')}
            error={refused?.errors.until?.message}
          />
          <div className="flex flex-wrap justify-end gap-3">
            <Button onClick={close}>{i18n._('people.stays')}</Button>
            <Button type="submit" variant="danger">
              {i18n._(leaveKey(open))}
            </Button>
          </div>
        </Form>
      </Dialog>
    </Section>
  )
}

/** Of somebody who died nobody is asked whether they moved out. */
function leaveKey(home: Residency | null) {
  return home?.doubt?.why === 'deceased' ? 'people.takeOff' : 'people.moveOut'
}

function StillLives({ home, doubt }: { home: Residency; doubt: Doubt }) {
  const i18n = useI18n()
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="stillLives" />
      <input type="hidden" name="knockId" value={doubt.knockId} />
      <Button type="submit" name="residencyId" value={home.id}>
        {i18n._('people.stillLives')}
      </Button>
    </Form>
  )
}

function DoubtLine({ doubt: { why, day } }: { doubt: Doubt }) {
  const i18n = useI18n()
  const said = why === 'moved' ? 'people.doubt.moved' : 'people.doubt.deceased'
  return (
    <p className="basis-full border-l-4 border-amber pl-3 text-label">
      {i18n._(said, { day: useFormat().day(day, 'plain') })} {i18n._('people.doubtWhy')}
    </p>
  )
}
