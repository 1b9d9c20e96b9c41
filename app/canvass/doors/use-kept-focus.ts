import { useEffect } from 'react'

/** Where what was pressed is gone, keys go on from the door one stands at, or the talk: not from the top of the page. */
export function useKeptFocus() {
  useEffect(() => {
    let at: Node | null = null
    const note = ({ target }: FocusEvent) => {
      at = target as Node
    }
    const gone = new MutationObserver(() => {
      if (!at || at.isConnected || document.activeElement !== document.body) return
      at = null
      document
        .querySelector<HTMLElement>('[data-unit][aria-current], h1[tabindex]')
        ?.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', note)
    gone.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      gone.disconnect()
    }
  }, [])
}
