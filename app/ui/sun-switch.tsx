import { Moon, Sun } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'

const remembered = 'lintel-sun'

/** Outside one reads in the sun, so light is the start; one tap for the stairs. Needs no network. */
export function SunSwitch() {
  const i18n = useI18n()
  const [sunny, setSunny] = useState(true)

  useEffect(() => {
    const page = document.documentElement
    const before = page.dataset.theme
    setSunny(localStorage.getItem(remembered) !== 'no')
    return () => {
      if (before) page.dataset.theme = before
      else delete page.dataset.theme
    }
  }, [])

  useEffect(() => {
    document.documentElement.dataset.theme = sunny ? 'light' : 'dark'
  }, [sunny])

  function change() {
    localStorage.setItem(remembered, sunny ? 'no' : 'yes')
    setSunny(!sunny)
  }

  const Icon = sunny ? Moon : Sun
  return (
    <button
      type="button"
      onClick={change}
      className="inline-flex min-h-12 items-center gap-1 rounded-control px-2 text-label"
    >
      <Icon size={20} strokeWidth={2} aria-hidden="true" />
      {sunny ? i18n._('ui.theme.dark') : i18n._('ui.theme.light')}
    </button>
  )
}
