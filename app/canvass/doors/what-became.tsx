import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import type { Handed } from '../offline/hand-in.ts'

type BecameProps = { handed: Handed; isDone: boolean; mayLook: boolean }

/** Nothing is left out: what could not be written says where it is. */
export function WhatBecame({ handed: { done, here, look, unread }, isDone, mayLook }: BecameProps) {
  const i18n = useI18n()
  return (
    <>
      <p className="font-semibold">
        {i18n._(isDone ? 'handIn.done' : 'handIn.going', { done: done + look })}
      </p>
      {here > 0 && <p>{i18n._('handIn.wasHere', { here })}</p>}
      {look > 0 && <p>{i18n._('handIn.look', { look })}</p>}
      {look > 0 && mayLook && (
        <LinkButton to="/doors/needs-a-look" size="touch" reloadDocument>
          {i18n._('look.open')}
        </LinkButton>
      )}
      {unread > 0 && <p>{i18n._('handIn.unread', { unread })}</p>}
    </>
  )
}
