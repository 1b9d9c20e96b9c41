import { lingui } from '@lingui/vite-plugin'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'
import { serviceWorker } from './app/canvass/offline/vite-service-worker.ts'

/**
 * zod and zod/mini share a core, and a chunk that both use keeps every format the desk's classic zod mentions. The
 * door uses zod/mini only; with a copy of the core to itself it loads 8 kB less.
 */
const ownCoreForZodMini: Plugin = {
  name: 'own-core-for-zod-mini',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  async resolveId(source, importer, options) {
    const isInside = importer?.endsWith('?mini')
    if (source !== 'zod/mini' && !isInside) return null
    const found = await this.resolve(source, importer?.replace(/\?mini$/, ''), { ...options, skipSelf: true })
    return found && !found.external ? { ...found, id: `${found.id}?mini` } : found
  },
}

export default defineConfig(({ command }) => ({
  plugins: [
    ...(command === 'build' ? [ownCoreForZodMini] : []),
    tailwindcss(),
    reactRouter(),
    lingui(),
    serviceWorker(),
  ],
  build: {
    target: 'es2022',
    // The service worker's list and the byte counts are made from it.
    manifest: true,
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
  },
  environments: {
    ssr: { build: { rolldownOptions: { input: './app/core/app.ts' } } },
  },
}))
