import { useEffect, useState } from 'react'
import { recall, remember } from './remember.ts'

const place = 'lintel-door-light'

type Light = 'light' | 'dark'

function chosenLight(): Light {
  return recall(place) === 'dark' ? 'dark' : 'light'
}

/** The door opens in sunlight; the stairs are a tap away and stay chosen. Leaving gives the page its own light back. */
export function useLight() {
  const [light, setLight] = useState<Light>(chosenLight)

  useEffect(() => {
    const page = document.documentElement
    const before = page.dataset.theme
    return () => {
      if (before) page.dataset.theme = before
      else delete page.dataset.theme
    }
  }, [])

  useEffect(() => {
    document.documentElement.dataset.theme = light
    remember(place, light)
  }, [light])

  return { light, turn: () => setLight(light === 'light' ? 'dark' : 'light') }
}

/** Before the first paint of a door, so that stairs do not flash white. */
export function setLightNow() {
  document.documentElement.dataset.theme = chosenLight()
}
