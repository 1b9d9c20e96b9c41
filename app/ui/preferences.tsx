import type { ReactNode } from 'react'
import { Form, useLocation } from 'react-router'
import { locales, type Theme, themes } from '#app/core/locale.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { classNames } from './class-names.ts'

/** Each language is called by its own name, for those who read only that one. */
const names = { en: 'English', es: 'Español' } as const

const themeKey = keysFor('ui.theme', themes)

const choice = 'inline-flex min-h-12 items-center rounded-control px-3 text-label desk:min-h-10'
const chosen = 'bg-ink font-semibold text-wall'

/** `back`: where this page is drawn from, when it is the answer to a form. */
type SwitchProps = { className?: string; back?: string | undefined }

/** Loads the page anew: the words, the dates and `lang` all change at once, also without script. */
export function LanguageSwitch({ className, back }: SwitchProps) {
  const i18n = useI18n()
  return (
    <PreferenceForm label={i18n._('ui.language')} className={className} back={back}>
      {locales.map((locale) => (
        <button
          type="submit"
          key={locale}
          name="locale"
          value={locale}
          lang={locale}
          aria-pressed={locale === i18n.locale}
          className={classNames(choice, locale === i18n.locale ? chosen : 'hover:bg-sunk')}
        >
          {names[locale]}
        </button>
      ))}
    </PreferenceForm>
  )
}

export function ThemeSwitch({ theme, className, back }: SwitchProps & { theme: Theme }) {
  const i18n = useI18n()
  return (
    <PreferenceForm label={i18n._('ui.theme')} className={className} back={back}>
      {themes.map((each) => (
        <button
          type="submit"
          key={each}
          name="theme"
          value={each}
          aria-pressed={each === theme}
          className={classNames(choice, each === theme ? chosen : 'hover:bg-sunk')}
        >
          {i18n._(themeKey(each))}
        </button>
      ))}
    </PreferenceForm>
  )
}

function PreferenceForm({
  label,
  className,
  back,
  children,
}: SwitchProps & {
  label: string
  children: ReactNode
}) {
  const { pathname, search } = useLocation()
  return (
    <Form method="post" action="/language" reloadDocument className={className}>
      <fieldset>
        <legend className="text-hint text-ink-3">{label}</legend>
        <input type="hidden" name="back" value={back ?? pathname + search} />
        <div className="flex flex-wrap gap-1">{children}</div>
      </fieldset>
    </Form>
  )
}
