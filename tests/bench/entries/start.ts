import { removeFolder, startServer } from '#tests/e2e/fixtures/server.ts'
import type { Entry } from '../harness.ts'

export const entries: Entry[] = [
  {
    name: 'start.second',
    unit: 's',
    budget: 5,
    run: async () => {
      const folder = `bench-start-${process.pid}`
      try {
        await (await startServer(folder)).stop()
        const started = performance.now()
        const server = await startServer(folder)
        const response = await fetch(server.url)
        await response.arrayBuffer()
        const figure = (performance.now() - started) / 1000
        await server.stop()
        return { figure }
      } finally {
        removeFolder(folder)
      }
    },
  },
]
