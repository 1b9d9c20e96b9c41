import { expect, test } from 'vitest'
import { takeTurns } from './take-turns.ts'

function aSlowDisk() {
  const written: string[] = []
  const waiting: ((failed?: Error) => void)[] = []
  const write = (what: string) => () =>
    new Promise<void>((resolve, reject) => {
      waiting.push((failed) => {
        if (failed) return reject(failed)
        written.push(what)
        resolve()
      })
    })
  const step = async (failed?: Error) => {
    await new Promise((resolve) => setTimeout(resolve))
    waiting.shift()?.(failed)
  }
  return { written, write, step }
}

test('a tap at another door while one is being written waits, and is written', async () => {
  const { written, write, step } = aSlowDisk()
  const { at } = takeTurns()
  const both = [at(['4A'], write('4A')), at(['4B'], write('4B'))]
  await step()
  await step()
  expect(await Promise.all(both)).toEqual([true, true])
  expect(written).toEqual(['4A', '4B'])
})

test('a second tap at the same door is the same tap', async () => {
  const { written, write, step } = aSlowDisk()
  const { at } = takeTurns()
  const taps = [at(['4A', '4B'], write('first')), at(['4B'], write('second'))]
  await step()
  expect(await Promise.all(taps)).toEqual([true, false])
  expect(written).toEqual(['first'])
})

test('what is not saved keeps nothing behind it, and its door may be tapped again', async () => {
  const { written, write, step } = aSlowDisk()
  const { at, alone } = takeTurns()
  const taps = [at(['4A'], write('4A')), at(['4B'], write('4B')), alone('4C', write('4C'))]
  await step(new Error('full'))
  await step()
  expect(await Promise.all(taps)).toEqual([false, true, false])
  const again = at(['4A'], write('again'))
  await step()
  expect(await again).toBe(true)
  expect(written).toEqual(['4B', 'again'])
})
