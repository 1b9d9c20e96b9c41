import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, buttonLook } from '#app/ui/button.tsx'
import type { Act, Phone, PhoneStatus } from '../offline/phone-types.ts'
import { listWaiting } from '../offline/photo-shelf.ts'
import { dispositionKey } from './door-words.ts'
import { labelsOf } from './labels-of.ts'
import { useSaveWords } from './save-words.ts'
import { Sheet } from './sheet.tsx'
import type { PhoneView } from './use-phone.ts'

type SavedSheetProps = {
  view: Pick<PhoneView, 'phone' | 'turfs' | 'past' | 'acts'> & { status: PhoneStatus }
  back: string
  onClose: () => void
}

const row = 'flex justify-between gap-3 border-t border-hair py-2 text-label'
const states = { waiting: 'door.act.waiting', safe: 'door.act.safe', look: 'door.act.look' } as const

/** Every act and where it is. Nothing is dropped in silence: what could not be applied says so and is kept. */
export function SavedSheet({ view, back, onClose }: SavedSheetProps) {
  const { phone, status, acts } = view
  const i18n = useI18n()
  const { time } = useFormat()
  const words = useSaveWords()
  const photos = usePhotos(phone, status.photos)
  // Came in by a code that is over: nobody signs in with it again.
  const isOver = status.needsSignIn && status.guest
  const over = phone.inside.vault.lock()?.closed ? 'door.wrongPins' : 'door.guestOver'

  const labels = labelsOf(view)
  const what = ({ op }: Act) => {
    if (op.kind === 'unit') return `${op.label} · ${i18n._('door.new')}`
    const done = op.kind === 'retract' ? 'door.takenBack' : dispositionKey(op.disposition)
    return `${labels.get(op.unitId) ?? ''} · ${i18n._(done)}`
  }

  return (
    <Sheet title={i18n._('door.saved.title')} onClose={onClose}>
      <p className={status.notSaved ? 'font-semibold text-red' : ''}>
        {isOver ? i18n._(over, { count: status.waiting }) : words(status)}
      </p>
      {status.notSaved && status.notSaved !== 'slow' && (
        <p className="pt-2">{i18n._('door.save.whatToDo')}</p>
      )}
      {status.look > 0 && (
        <p className="pt-2 text-label">{i18n._('door.save.lookText', { count: status.look })}</p>
      )}
      {status.held > 0 && (
        <p className="pt-2 text-label">{i18n._('door.save.held', { count: status.held })}</p>
      )}
      <div className="flex flex-wrap gap-2 py-3">
        {isOver ? null : status.needsSignIn ? (
          <Link
            to={`/sign-in?next=${encodeURIComponent(back)}`}
            className={buttonLook({ variant: 'main', size: 'touch' })}
          >
            {i18n._('door.signIn')}
          </Link>
        ) : (
          <Button size="touch" onClick={() => phone.send()}>
            {i18n._('door.sendNow')}
          </Button>
        )}
        <Link to="/doors/hand-in" reloadDocument className={buttonLook({ size: 'touch' })}>
          {i18n._('door.handIn')}
        </Link>
      </div>
      <p className="pb-2 text-hint text-ink-2">{i18n._('door.saved.counts')}</p>
      <ul>
        {photos.map(({ hash, savedAt }) => (
          <li key={hash} className={row}>
            <span>
              {i18n._('door.aPhoto')}{' '}
              <span className="text-ink-3">{time(new Date(savedAt).toISOString())}</span>
            </span>
            <span className="text-ink-2">{i18n._('door.act.waiting')}</span>
          </li>
        ))}
        {acts.toReversed().map((act) => (
          <li key={act.opId} className={row}>
            <span className={act.undone ? 'line-through' : ''}>
              {what(act)} <span className="text-ink-3">{time(act.savedAt)}</span>
            </span>
            <span className="text-ink-2">{i18n._(states[act.state])}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

/** Those that wait to be sent; read anew when their number is another. */
function usePhotos(phone: Phone, count: number) {
  const [photos, setPhotos] = useState<Awaited<ReturnType<typeof listWaiting>>>([])
  useEffect(() => {
    if (count === 0) return setPhotos([])
    listWaiting(phone.inside, phone.accountId()).then(setPhotos, () => {})
  }, [phone, count])
  return photos
}
