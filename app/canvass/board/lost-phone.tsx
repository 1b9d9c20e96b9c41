import { useState } from 'react'
import { useFetcher } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import type { BoardPerson } from './board.server.ts'

/** Whoever came in by the code has no page to say so themselves. It cannot be taken back, so it is asked once more. */
export function LostPhone({ person: { id, name } }: { person: BoardPerson }) {
  const i18n = useI18n()
  const fetcher = useFetcher()
  const [asking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)} aria-label={i18n._('board.loseOf', { name })}>
        {i18n._('board.lose')}
      </Button>
      <Dialog
        open={asking}
        onClose={close}
        title={i18n._('board.lose.question', { name })}
        actions={
          <>
            <Button onClick={close}>{i18n._('board.lose.not')}</Button>
            <fetcher.Form method="post" onSubmit={close}>
              <input type="hidden" name="accountId" value={id} />
              <Button type="submit" variant="danger" name="intent" value="lost">
                {i18n._('board.loseOf', { name })}
              </Button>
            </fetcher.Form>
          </>
        }
      >
        <p>{i18n._('board.lose.what')}</p>
      </Dialog>
    </>
  )
}
