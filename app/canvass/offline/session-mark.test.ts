import { expect, test } from 'vitest'
import { aLease, aPhone, aServer, notHome } from './a-phone.ts'

test('a late answer to the session before ends nothing of the session now', async () => {
  const lease = aLease()
  const server = aServer(lease)
  let answerLate = () => {}
  let asked = () => {}
  const wasAsked = new Promise<void>((resolve) => {
    asked = resolve
  })
  const phone = await aPhone(server)
  await phone.download()
  server.weather = () => {
    server.weather = undefined
    return new Promise<Response>((resolve) => {
      answerLate = () => resolve(Response.json({ error: 'sign_in' }, { status: 401 }))
      asked()
    })
  }
  const [turf] = lease.turfs
  await phone.save(notHome({ turfId: turf?.turfId ?? '', unitId: turf?.doors[0]?.unitId ?? '' }))
  await wasAsked
  await phone.download()
  answerLate()
  await expect.poll(() => phone.status().saved, { timeout: 5000 }).toBe(1)
  expect(phone.status()).toMatchObject({ needsSignIn: false, ended: false, waiting: 0 })
  phone.close()
})
