import { lingui } from '@lingui/vite-plugin'
import { defineConfig } from 'vitest/config'

// Far east of Greenwich and with clock changes: a day computed in the server's zone comes out wrong.
process.env.TZ = 'Pacific/Auckland'

export default defineConfig({
  plugins: [lingui()],
  test: {
    include: [
      'app/**/*.test.{ts,tsx}',
      'prisma/**/*.test.ts',
      'tests/*.test.ts',
      'tests/setup/*.test.ts',
      'tests/security/*.test.ts',
      'tests/bench/*.test.ts',
      'tests/faults/*.test.ts',
      'tests/peers-bugs/*.test.ts',
    ],
    globalSetup: ['tests/setup/global.ts'],
    setupFiles: ['tests/setup/each-file.ts'],
    env: { TZ: 'Pacific/Auckland' },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A busy machine takes longer than the second that is asked for by default; what never comes still fails.
    expect: { poll: { timeout: 10_000 } },
  },
})
