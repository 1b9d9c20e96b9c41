import { ChevronDown } from 'lucide-react'
import { type FocusEvent, type KeyboardEvent, useRef } from 'react'
import { Form, Link, useRouteLoaderData } from 'react-router'
import type { Theme } from '#app/core/locale.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from './button.tsx'
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx'

/** A native disclosure: opens without script, closes with Escape or when the focus leaves it. */
export function AccountMenu({ personName }: { personName: string }) {
  const i18n = useI18n()
  const root = useRouteLoaderData<{ theme: Theme }>('root')
  const menu = useRef<HTMLDetailsElement>(null)
  const toggle = useRef<HTMLElement>(null)

  function close() {
    if (menu.current) menu.current.open = false
  }

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !menu.current?.open) return
    close()
    toggle.current?.focus()
  }

  function closeOnLeave(event: FocusEvent) {
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) close()
  }

  return (
    <details ref={menu} onKeyDown={closeOnEscape} onBlur={closeOnLeave} className="relative shrink-0">
      <summary
        ref={toggle}
        className="flex min-h-12 list-none items-center gap-1 rounded-control px-2 text-label"
      >
        <span className="sr-only">{i18n._('ui.account')}: </span>
        {personName}
        <ChevronDown size={20} aria-hidden="true" />
      </summary>
      <div className="absolute right-0 z-30 flex w-72 max-w-[calc(100vw-1.5rem)] flex-col gap-3 rounded-dialog border border-edge bg-raised p-4 shadow-dialog">
        <LanguageSwitch />
        <ThemeSwitch theme={root?.theme ?? 'auto'} />
        <Link
          to="/account"
          onClick={close}
          className="inline-flex min-h-12 items-center border-t border-hair pt-3 text-enamel underline-offset-4 hover:underline"
        >
          {i18n._('ui.account.page')}
        </Link>
        <Form method="post" action="/sign-out">
          <Button type="submit" className="w-full">
            {i18n._('ui.signOut')}
          </Button>
        </Form>
      </div>
    </details>
  )
}
