import { afterEach, expect, test, vi } from 'vitest'
import { aServer, notHome } from './a-phone.ts'
import { aReadyPhone, closePhones } from './a-ready-phone.ts'

const disk = vi.hoisted(() => ({ slow: undefined as Promise<void> | undefined }))

vi.mock('./outbox-tally.ts', async (original) => {
  const real = await original<typeof import('./outbox-tally.ts')>()
  return {
    ...real,
    async count(...of: Parameters<typeof real.count>) {
      const { slow } = disk
      disk.slow = undefined
      const found = await real.count(...of)
      await slow
      return found
    },
  }
})

afterEach(closePhones)

test('a count that began before the server answered does not undo what was counted after it', async () => {
  const server = aServer()
  server.weather = () => Response.json({ error: 'fault' }, { status: 500 })
  const { phone, door } = await aReadyPhone(server)
  await phone.save(notHome(door))
  await phone.send()
  let go = () => {}
  disk.slow = new Promise((resolve) => {
    go = resolve
  })
  const early = phone.inside.changed()
  await vi.waitFor(() => expect(disk.slow).toBeUndefined())
  await phone.outbox()
  server.weather = undefined
  await phone.send()
  const now = { waiting: 0, saved: 1, standing: 1 }
  expect(phone.status()).toMatchObject(now)
  go()
  await early
  expect(phone.status()).toMatchObject(now)
})
