import { useId, useState } from 'react'
import { useFetcher } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import type { BoardPerson } from './board.server.ts'
import { LostPhone } from './lost-phone.tsx'

type PersonProps = { person: BoardPerson; pairs: { id: string; name: string }[] }

export function BoardPersonRow({ person, pairs }: PersonProps) {
  const i18n = useI18n()
  const { name, isReady, cameIn, isGuest, isOut } = person
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-hair py-1">
      <bdi className="min-w-24 font-semibold">{name}</bdi>
      {isOut ? (
        <StatusChip tone="look">{i18n._('board.isOut')}</StatusChip>
      ) : isReady ? (
        <StatusChip tone="ok">✓ {i18n._('board.ready')}</StatusChip>
      ) : (
        <StatusChip>{i18n._('board.notReady')}</StatusChip>
      )}
      {cameIn && (
        <StatusChip tone={isGuest ? 'plain' : 'info'}>
          {i18n._(isGuest ? 'board.guest' : 'board.vouched')}
        </StatusChip>
      )}
      <div className="ml-auto flex flex-wrap gap-2">
        {pairs.length > 0 && <Move person={person} pairs={pairs} />}
        {cameIn && !isOut && (
          <>
            <LostPhone person={person} />
            <Vouch person={person} />
          </>
        )}
      </div>
    </li>
  )
}

/** Two taps, and what comes of it said between them; taking it back is one. */
function Vouch({ person: { id, name, isGuest } }: { person: BoardPerson }) {
  const i18n = useI18n()
  const fetcher = useFetcher()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  if (!isGuest)
    return (
      <fetcher.Form method="post">
        <input type="hidden" name="accountId" value={id} />
        <Button type="submit" name="intent" value="unvouch" disabled={fetcher.state !== 'idle'}>
          {i18n._('board.unvouch', { name })}
        </Button>
      </fetcher.Form>
    )
  return (
    <>
      <Button onClick={() => setAsking(true)}>{i18n._('board.vouch', { name })}</Button>
      <Dialog
        open={asking}
        onClose={close}
        title={i18n._('board.vouch.question', { name })}
        actions={
          <>
            <Button onClick={close}>{i18n._('board.vouch.notYet')}</Button>
            <fetcher.Form method="post" onSubmit={close}>
              <input type="hidden" name="accountId" value={id} />
              <Button type="submit" variant="main" name="intent" value="vouch">
                {i18n._('board.vouch', { name })}
              </Button>
            </fetcher.Form>
          </>
        }
      >
        <p>{i18n._('board.vouch.what', { name })}</p>
        <p className="mt-2">{i18n._('board.vouch.log')}</p>
      </Dialog>
    </>
  )
}

function Move({ person: { id, name }, pairs }: PersonProps) {
  const i18n = useI18n()
  const fetcher = useFetcher()
  const field = useId()
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <Button variant="quiet" onClick={() => setOpen(true)} aria-label={i18n._('board.moveOf', { name })}>
        {i18n._('board.move')}
      </Button>
    )
  return (
    <fetcher.Form method="post" className="flex flex-wrap items-end gap-2" onSubmit={() => setOpen(false)}>
      <input type="hidden" name="accountId" value={id} />
      <SelectField
        id={field}
        name="pairId"
        label={i18n._('board.moveTo', { name })}
        options={pairs.map((pair) => ({ value: pair.id, label: pair.name }))}
      />
      <Button type="submit" name="intent" value="move">
        {i18n._('board.move')}
      </Button>
    </fetcher.Form>
  )
}
