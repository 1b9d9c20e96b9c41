import { expect, test } from 'vitest'
import { aPhone, aServer } from './a-phone.ts'
import { wipe } from './wipe.ts'

test('doors on their way to a phone while somebody empties it do not come back, and do for whoever signs in then', async () => {
  const server = aServer()
  let meanwhile = async () => {}
  const phone = await aPhone(server, {
    fetch: async (url, init) => {
      const answer = await server.fetch(url, init)
      if (url === '/doors/turf.json') await meanwhile()
      return answer
    },
  })
  await phone.download()
  meanwhile = () => wipe(phone)
  await expect(phone.download()).rejects.toMatchObject({ reason: 'sign_in' })
  expect(await phone.turfs()).toEqual([])
  expect(await phone.inside.store.read(['records'], (tx) => tx.objectStore('records').count())).toBe(0)
  expect(phone.status()).toMatchObject({ wiped: true })
  meanwhile = async () => {}
  server.session = true
  expect(await phone.download()).toHaveLength(1)
  phone.close()
})
