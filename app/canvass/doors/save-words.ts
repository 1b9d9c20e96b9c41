import { useI18n } from '#app/messages/i18n.tsx'
import type { PhoneStatus } from '../offline/phone-types.ts'

/** What the line under the address says; "saved" only when it is on the disk. */
export function useSaveWords() {
  const i18n = useI18n()
  return (status: PhoneStatus): string => {
    if (status.notSaved === 'full') return i18n._('door.save.full')
    if (status.notSaved) return i18n._('door.save.lost')
    if (status.needsSignIn && status.waiting > 0) return i18n._('door.save.signIn', { count: status.waiting })
    const look = status.look > 0 ? ` · ${i18n._('door.save.look', { count: status.look })}` : ''
    if (status.waiting > 0) return i18n._('door.save.waiting', { count: status.waiting }) + look
    const all = status.saved + status.look
    return (
      (all > 0 ? i18n._('door.save.safe', { safe: status.saved, all }) : i18n._('door.save.nothing')) + look
    )
  }
}
