import { Form, Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { dispositionCodes } from '../lists.ts'
import type { DoorToCorrect } from './correct-doors.server.ts'

const foundKey = keysFor('disposition', dispositionCodes)
const linkLook =
  'inline-flex min-h-12 items-center font-semibold text-enamel underline-offset-4 hover:underline desk:min-h-10'

type CorrectProps = {
  doors: (DoorToCorrect & { maySettle: boolean })[]
  /** May change the list of doors. */
  keepsDoors: boolean
}

/** Each leads to where its reader can put it right; what is settled leaves the list. */
export function CorrectDoors({ doors, keepsDoors }: CorrectProps) {
  const i18n = useI18n()
  if (doors.length === 0) return <Empty>{i18n._('debrief.doors.none')}</Empty>
  return (
    <>
      <ul>
        {doors.map((door) => (
          <li
            key={door.unitId + door.why}
            className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-hair py-1"
          >
            <DoorName door={door} linked={keepsDoors && isOfTheList(door)} />
            <span>{i18n._(door.why === 'new' ? 'debrief.doors.new' : foundKey(door.why))}</span>
            {door.people.map(({ id, name }) => (
              <Link key={id} to={`/buildings/${door.buildingId}/people/${id}`} className={linkLook}>
                <bdi>{name ?? i18n._('people.noName')}</bdi>
              </Link>
            ))}
            {door.maySettle && <Settle door={door} />}
          </li>
        ))}
      </ul>
      {!keepsDoors && doors.some(isOfTheList) && (
        <p className="mt-2 text-label text-ink-2 print:hidden">{i18n._('debrief.doors.keepers')}</p>
      )}
    </>
  )
}

function isOfTheList({ why }: DoorToCorrect) {
  return why === 'wrong_unit' || why === 'new'
}

function DoorName({ door: { buildingId, address, door }, linked }: { door: DoorToCorrect; linked: boolean }) {
  const name = (
    <bdi>
      {door} · {address}
    </bdi>
  )
  if (!linked) return <span className="font-semibold">{name}</span>
  return (
    <Link to={`/buildings/${buildingId}/doors`} className={linkLook}>
      {name}
    </Link>
  )
}

function Settle({ door: { unitId, knockId, address, door } }: { door: DoorToCorrect }) {
  const i18n = useI18n()
  return (
    <Form method="post" preventScrollReset className="ms-auto print:hidden">
      <input type="hidden" name="intent" value="putRight" />
      <input type="hidden" name="knockId" value={knockId ?? ''} />
      <Button
        type="submit"
        variant="quiet"
        name="unitId"
        value={unitId}
        aria-label={i18n._('debrief.doors.settleOf', { door: `${door} · ${address}` })}
      >
        {i18n._('debrief.doors.settle')}
      </Button>
    </Form>
  )
}
