import { lingui } from '@lingui/vite-plugin'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { serviceWorker } from './app/canvass/offline/vite-service-worker.ts'
import { leanVendors } from './app/core/lean/vite-lean-vendors.ts'
import { messageParts } from './app/messages/vite-message-parts.ts'

/** Files that would be many: compressed together they are smaller by 5 kB on every page. */
const groups = [
  {
    // What every page needs before anything else.
    name: 'ground',
    test: /\/node_modules\/(?:react|react-dom|react-router|scheduler|@lingui\/core)\/|\/app\/(?:messages\/(?:i18n|format|page-words)|ui\/(?:class-names|beam|error-page|button|online|nonce|progress-line))\.tsx?$/,
    priority: 3,
  },
  {
    // What the desk has in common with the door: without it the desk would load the door.
    name: 'codes',
    test: /\/app\/(?:messages\/keys|buildings\/use-staircase-name|canvass\/(?:lists|op-rules)|grievances\/categories|ui\/(?:field|marks|undo-line))\.tsx?$/,
    priority: 2,
  },
  { name: 'door', test: /\/app\/canvass\/(?:doors|offline)\//, minShareCount: 2, priority: 1 },
]

export default defineConfig({
  plugins: [tailwindcss(), reactRouter(), messageParts(), lingui(), serviceWorker(), leanVendors()],
  build: {
    target: 'es2022',
    // The service worker's list and the byte counts are made from it.
    manifest: true,
    // A data: address would need a wider content security policy.
    assetsInlineLimit: 0,
  },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } },
    ssr: { build: { rolldownOptions: { input: './app/core/app.ts' } } },
  },
})
