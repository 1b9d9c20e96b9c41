import { useEffect } from 'react'

const find = (what: string) => document.querySelector<HTMLElement>(what)

/** Where what was pressed is gone, keys go on from the sheet, the door or the talk one stands at: not from the top of the page. */
export function useKeptFocus() {
  useEffect(() => {
    let at: Node | null = null
    const note = ({ target }: FocusEvent) => {
      at = target as Node
    }
    const gone = new MutationObserver(() => {
      if (!at || at.isConnected || document.activeElement !== document.body) return
      at = null
      const next =
        find('dialog[open] button') ?? find('[data-unit][aria-current], h1[tabindex], h2[tabindex]')
      next?.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', note)
    gone.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      gone.disconnect()
    }
  }, [])
}
