import { createCompiledCatalog } from '@lingui/cli/api'
import type { Plugin } from 'vite'
import type { Locale } from '#app/core/locale.ts'
import { askedKeys } from './asked-keys.ts'
import { readCatalogue } from './read-catalogue.ts'

export const doorScreens = ['app/root.tsx', 'app/canvass/doors/door.route.tsx']

const listScreens = ['app/canvass/doors/doors-list.route.tsx']

/** Pages under /doors that work without network beside the door's own screen, and weigh nothing there. */
export const phoneScreens = [
  'app/canvass/doors/unlock.route.tsx',
  'app/canvass/doors/hand-in.route.tsx',
  'app/canvass/doors/photo.route.tsx',
  'app/canvass/doors/card.route.tsx',
  'app/canvass/doors/practice.route.tsx',
  'app/canvass/offline/no-network.route.tsx',
]

const screensOf: Record<string, string[]> = { door: doorScreens, list: listScreens, phone: phoneScreens }

/**
 * `en.po?door`: the words a door can ask for; `en.po?list` and `en.po?phone`: what the list of one's doors and the phone's other pages
 * need beside them; `en.po?rest`: all but the door's. Made from the one catalogue.
 */
export function messageParts(): Plugin {
  let root = ''
  let isServing = false
  return {
    name: 'lintel:message-parts',
    enforce: 'pre',
    configResolved(config) {
      root = config.root
      isServing = config.command === 'serve'
    },
    load: {
      filter: { id: /\/messages\/\w+\.po\?(?:door|list|phone|rest)$/ },
      handler(id) {
        const [, locale, part] = /(\w+)\.po\?(\w+)$/.exec(id) ?? []
        const words = readCatalogue(locale as Locale)
        const keys = words.map(({ key }) => key)
        // A key that is written while the server runs has not been seen: in development one part is the whole.
        const ofDoor = isServing ? new Set(keys) : askedKeys(root, doorScreens, keys)
        const screens = screensOf[part ?? '']
        const wanted = screens ? askedKeys(root, screens, keys) : new Set(keys)
        const own = words.filter(({ key }) =>
          part === 'door' ? ofDoor.has(key) : wanted.has(key) && !ofDoor.has(key),
        )
        const { source } = createCompiledCatalog(
          locale ?? '',
          Object.fromEntries(own.map(({ key, words }) => [key, words])),
          { namespace: 'es' },
        )
        return { code: source, moduleType: 'js' }
      },
    },
  }
}
