import type { Entry } from '../harness.ts'
import { drainQueue } from '../queue-sides.ts'

let drained: ReturnType<typeof drainQueue> | undefined
const once = () => {
  drained ??= drainQueue()
  return drained
}

export const entries: Entry[] = [
  {
    name: 'queue.5000',
    unit: 'lost or doubled',
    budget: 0,
    run: async () => {
      const { lost, doubled, refused } = await once()
      return {
        figure: lost + doubled + refused,
        note: `${lost} lost, ${doubled} doubled, ${refused} refused`,
      }
    },
  },
  {
    name: 'queue.requests',
    unit: 'requests',
    budget: 60,
    run: async () => ({ figure: (await once()).requests, note: 'for 5,000 knocks' }),
  },
]
