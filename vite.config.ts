import { lingui } from '@lingui/vite-plugin'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), reactRouter(), lingui()],
  build: {
    target: 'es2022',
    // A data: address or an inlined file would need a wider content security policy.
    assetsInlineLimit: 0,
    ...(isSsrBuild ? { rolldownOptions: { input: './app/core/app.ts' } } : { manifest: true }),
  },
  server: { host: '127.0.0.1' },
}))
