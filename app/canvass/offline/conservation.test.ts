import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPhone, aServer, notHome, theDoor } from './a-phone.ts'

type Weather = 'fair' | 'off' | 'portal' | 'cut' | 'lost' | 'signed_out'

const weathers: Record<Weather, undefined | ((honest: () => Response) => Response)> = {
  fair: undefined,
  off: () => {
    throw new TypeError('Failed to fetch')
  },
  portal: () => new Response('<html>Free wifi</html>', { headers: { 'Content-Type': 'text/html' } }),
  cut: () => new Response('{"deviceId":"', { headers: { 'Content-Type': 'application/json' } }),
  // The server has it; the phone never hears so.
  lost: (honest) => {
    honest()
    throw new TypeError('Failed to fetch')
  },
  signed_out: () => Response.json({ error: 'sign_in' }, { status: 401 }),
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'save' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'send' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), nth: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'kill' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('weather' as const),
      is: fc.constantFrom(...(Object.keys(weathers) as Weather[])),
    }),
  },
)

test('whatever the weather and whenever the tab is killed: each act arrives, unchanged, or was undone unsent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const server = aServer()
      const name = crypto.randomUUID()
      let phone = await aPhone(server, { name })
      await phone.download()
      const door = await theDoor(phone)
      const saved: string[] = []
      const removed = new Set<string>()

      for (const each of steps) {
        if (each.do === 'save') saved.push(await phone.save(notHome(door)))
        if (each.do === 'send') await phone.send()
        if (each.do === 'weather') server.weather = weathers[each.is]
        if (each.do === 'kill') {
          phone.close()
          phone = await aPhone(server, { name })
        }
        const wrong = each.do === 'undo' ? saved[each.nth] : undefined
        if (wrong && !removed.has(wrong) && (await phone.undo(wrong)) === 'removed') removed.add(wrong)
      }
      server.weather = undefined
      for (let i = 0; i < 3; i++) await phone.send()

      expect(phone.status()).toMatchObject({ waiting: 0, look: 0, lost: 0, notSaved: null })
      for (const opId of saved) expect(server.applied.has(opId)).toBe(!removed.has(opId))
      const sealed = new Map<string, string>()
      for (const op of server.requests.flatMap(({ ops }) => ops)) {
        const before = sealed.get(op.opId)
        expect(before ?? JSON.stringify(op)).toBe(JSON.stringify(op))
        sealed.set(op.opId, JSON.stringify(op))
      }
      const numbers = [...new Set(server.requests.flatMap(({ ops }) => ops.map(({ seq }) => seq)))]
      expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1))
      phone.close()
    }),
    { numRuns: 60 },
  )
})
