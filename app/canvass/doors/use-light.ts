import { useState } from 'react'
import { chooseLight, isDarkNow } from '#app/ui/light.ts'

/** The door opens in sunlight; the stairs are a tap away, and stay chosen on every page. */
export function useLight() {
  const [light, setLight] = useState<'light' | 'dark'>(() => (isDarkNow() ? 'dark' : 'light'))
  return {
    light,
    turn() {
      const other = light === 'light' ? 'dark' : 'light'
      chooseLight(other)
      setLight(other)
    },
  }
}
