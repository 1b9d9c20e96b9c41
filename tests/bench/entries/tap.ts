import { type Entry, summarise } from '../harness.ts'
import { tapAtDoors } from '../tap-sides.ts'

let tapped: ReturnType<typeof tapAtDoors> | undefined
const tap = () => {
  tapped ??= tapAtDoors()
  return tapped
}

export const entries: Entry[] = [
  {
    name: 'door.tap',
    unit: 'bare puts until it is on the disk',
    budget: 3,
    run: async () => {
      const { taps } = await tap()
      const ms = (of: number[]) => `${summarise(of).figure.toFixed(0)} ms`
      return {
        ...summarise(taps.map(({ knock, put }) => knock / put)),
        note: `a knock ${ms(taps.map(({ knock }) => knock))}, a put ${ms(taps.map(({ put }) => put))}, after ${ms(taps.map(({ unheard }) => unheard))} in which the page has not heard of the tap`,
      }
    },
  },
  {
    name: 'door.inp',
    unit: 'ms until the screen answers',
    budget: 100,
    run: async () => {
      const { taps, durations } = await tap()
      const sorted = durations.toSorted((a, b) => b - a)
      // As it is defined: of each fifty interactions the longest does not count. The browser tells of none that took less than 16 ms.
      const figure = sorted[Math.floor(taps.length / 50)] ?? Number.NaN
      return {
        figure,
        note: `of ${taps.length} taps, the longest ${sorted[0]}, half of the ${durations.length} told of within ${summarise(durations).figure} ms`,
      }
    },
  },
]
