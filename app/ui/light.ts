import { displayCookie } from '#app/core/cookie.ts'
import { isOutdoors, themeCookie } from '#app/core/locale.ts'

/** As the server draws it, also on a page that was kept on the phone before somebody chose, and on the way to another page. */
export function showLight(path: string) {
  const chosen = document.cookie.match(`(?:^|; )${themeCookie}=(light|dark|auto)`)?.[1]
  const light = chosen ?? (isOutdoors(path) ? 'light' : 'auto')
  const page = document.documentElement
  if (light === 'auto') delete page.dataset.theme
  else page.dataset.theme = light
}

export function isDarkNow() {
  const { theme } = document.documentElement.dataset
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
}

/** Chosen for every page, the desk's too. */
export function chooseLight(light: 'light' | 'dark') {
  // Where the cookie store of browsers is not there yet, as on older phones, and without waiting.
  Object.assign(document, { cookie: displayCookie(themeCookie, light) })
  document.documentElement.dataset.theme = light
}
