import { useI18n } from '#app/messages/i18n.tsx'
import type { PhoneStatus } from '../offline/phone-types.ts'

/** What the line under the address says; "saved" only when it is on the disk. */
export function useSaveWords() {
  const i18n = useI18n()
  return (status: PhoneStatus): string => {
    if (status.notSaved === 'full') return i18n._('door.save.full')
    if (status.notSaved === 'slow') return i18n._('door.save.slow')
    if (status.notSaved) return i18n._('door.save.lost')
    if (status.needsSignIn && !status.guest && status.waiting > 0)
      return i18n._('door.save.signIn', { count: status.waiting })
    const look = status.look > 0 ? ` · ${i18n._('door.save.look', { count: status.look })}` : ''
    const photos = status.photos > 0 && i18n._('door.save.photos', { count: status.photos })
    const rest = (photos ? ` · ${photos}` : '') + look
    if (status.waiting > 0) return i18n._('door.save.waiting', { count: status.waiting }) + rest
    // At twelve doors it is twelve, whatever was undone and done anew.
    const { standing } = status
    const all = standing + status.look
    if (all > 0) return i18n._('door.save.safe', { safe: standing, all }) + rest
    return photos || i18n._('door.save.nothing')
  }
}
