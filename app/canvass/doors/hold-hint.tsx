import { useEffect, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { recall, remember } from './remember.ts'

const place = 'lintel-hold-told'

/** Nothing on a tile shows that holding it chooses several: said the first time somebody stands before a grid. */
export function HoldHint() {
  const i18n = useI18n()
  const [isNew] = useState(() => !recall(place))
  useEffect(() => remember(place, '1'), [])
  return isNew && <p className="px-3 py-1 text-hint text-ink-2">{i18n._('door.holdHint')}</p>
}
