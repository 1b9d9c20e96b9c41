import { lingui } from '@lingui/vite-plugin'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [tailwindcss(), reactRouter(), lingui()],
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
})
