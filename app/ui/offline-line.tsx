import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { useOnline } from './online.ts'

/** Desk pages say how old they are; door screens say in their header what is saved instead. */
export function OfflineLine() {
  const i18n = useI18n()
  const format = useFormat()
  const online = useOnline()
  const { key } = useLocation()
  const [loadedAt, setLoadedAt] = useState<Date>()

  useEffect(() => {
    if (key && navigator.onLine) setLoadedAt(new Date())
  }, [key])

  return (
    <div role="status" className="print:hidden">
      {!online && loadedAt && (
        <p className="mb-4 rounded-control bg-amber-tint px-3 py-2 text-label">
          <span aria-hidden="true">△ </span>
          {i18n._('ui.offline', { time: format.time(loadedAt) })}
        </p>
      )}
    </div>
  )
}
