import { useCallback, useEffect, useState } from 'react'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { sendNotes, stateOf, tellShift } from '../joining/shift-notes.ts'
import type { Turf } from '../lease/turf.schema.ts'
import type { Phone } from '../offline/phone-types.ts'

type Shift = Turf['shift']

/** The shifts of this phone's doors, and what it tells their lead: ready, back. */
export function useShifts(phone: Phone, turfs: Turf[]) {
  const [, setHeard] = useState(0)
  const shifts = new Map(turfs.map(({ shift }) => [shift.id, shift]))
  const running = [...shifts.values()].filter(({ startsAt }) => new Date(startsAt) < phone.clock())
  const ids = [...shifts.keys()].join(' ')

  useEffect(() => {
    // Of a session that is over nobody hears.
    const send = () => {
      if (!phone.status().needsSignIn)
        void sendNotes(phone.accountId(), phone).then(() => setHeard((n) => n + 1))
    }
    send()
    window.addEventListener('online', send)
    // The knocks got through: so will this.
    const stop = phone.subscribe(({ waiting, sending }) => waiting === 0 && !sending && send())
    return () => {
      window.removeEventListener('online', send)
      stop()
    }
  }, [phone])

  const ready = useCallback(() => {
    for (const id of ids.split(' ')) if (id) void tellShift(phone.accountId(), id, 'ready', phone)
  }, [ids, phone])

  return {
    running,
    ready,
    back: (id: string) => {
      void tellShift(phone.accountId(), id, 'back', phone).then(() => setHeard((n) => n + 1))
      setHeard((n) => n + 1)
    },
    told: (id: string) => stateOf(phone.accountId(), id, 'back'),
  }
}

/** When and where, as it is said of its doors. */
export function useShiftLine() {
  const i18n = useI18n()
  const { instant } = useFormat()
  return ({ startsAt, place }: Pick<Shift, 'startsAt' | 'place'>) =>
    i18n._(place ? 'doors.shift' : 'doors.shift.when', { time: instant(startsAt), place })
}

type BackProps = {
  shift: Shift
  /** One of several: which is said with it. */
  isNamed: boolean
  told: 'waiting' | 'told' | null
  onTell: (id: string) => void
}

/** Said once for the pair; without network it is told as soon as there is one. */
export function WeAreBack({ shift, isNamed, told, onTell }: BackProps) {
  const i18n = useI18n()
  const lineOf = useShiftLine()
  const which = isNamed ? ` · ${lineOf(shift)}` : ''
  return (
    <div role="status" className="flex flex-col">
      {told ? (
        <p className="py-2 text-label">
          ✓ {i18n._(told === 'told' ? 'doors.back.told' : 'doors.back.waits')}
          {which}
        </p>
      ) : (
        <Button size="touch" variant="quiet" onClick={() => onTell(shift.id)}>
          {i18n._('doors.weAreBack')}
          {which}
        </Button>
      )}
    </div>
  )
}

export function PracticeLink({ variant }: { variant: 'plain' | 'quiet' }) {
  const i18n = useI18n()
  return (
    <LinkButton to="/doors/practice" size="touch" variant={variant}>
      {i18n._('doors.practice')}
    </LinkButton>
  )
}
