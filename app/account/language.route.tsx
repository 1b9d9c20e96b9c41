import { redirect } from 'react-router'
import { displayCookie } from '#app/core/cookie.ts'
import { isLocale, isTheme, localeCookie, themeCookie } from '#app/core/locale.ts'
import type { Route } from './+types/language.route.ts'
import { placeInside } from './place-inside.ts'

export function loader() {
  throw redirect('/')
}

/** Language and light are choices of display; they work before anyone has signed in, and without script. */
export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData()
  const locale = form.get('locale')
  const theme = form.get('theme')

  const headers = new Headers()
  if (isLocale(locale)) headers.append('Set-Cookie', displayCookie(localeCookie, locale))
  if (isTheme(theme)) headers.append('Set-Cookie', displayCookie(themeCookie, theme))
  throw redirect(placeInside(form.get('back')), { headers })
}
