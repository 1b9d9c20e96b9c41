import type { Colours } from './map-engine.ts'

const names = [
  'wall',
  'sheet',
  'sunk',
  'ink',
  'ink-3',
  'edge',
  'hair',
  'enamel',
  'share-1',
  'share-2',
  'share-3',
  'share-4',
  'share-5',
] as const satisfies readonly (keyof Colours)[]

/** The tokens as this page shows them now, light or dark: a canvas cannot read CSS variables. */
export function readColours(within: HTMLElement): Colours {
  const probe = document.createElement('span')
  within.append(probe)
  const colours = Object.fromEntries(
    names.map((name) => {
      probe.style.color = `var(--color-${name})`
      return [name, getComputedStyle(probe).color]
    }),
  ) as Colours
  probe.remove()
  return colours
}

/** Calls back when the reader, or their device, goes from light to dark. */
export function watchTheme(changed: () => void) {
  const device = matchMedia('(prefers-color-scheme: dark)')
  const chosen = new MutationObserver(changed)
  device.addEventListener('change', changed)
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    device.removeEventListener('change', changed)
    chosen.disconnect()
  }
}
