import { useI18n } from '#app/messages/i18n.tsx'
import type { Unsent } from './unsent-here.ts'

/** Where what is unsent stays, and when it is sent. */
export function UnsentWarning({ waiting, photos }: Unsent) {
  const i18n = useI18n()
  return (
    <div className="mb-6 flex max-w-reading flex-col gap-2 rounded-control bg-amber-tint p-3">
      {waiting > 0 && <p>{i18n._('account.signOut.waiting', { count: waiting })}</p>}
      {photos > 0 && <p>{i18n._('account.signOut.photos', { count: photos })}</p>}
    </div>
  )
}
