import { expect, test } from 'vitest'
import { aPhone, aServer } from '../offline/a-phone.ts'
import { setPin } from '../offline/pin.ts'
import { dropLast, handLast, lastAt } from './last-in-hand.ts'
import { photoInHand } from './photo-in-hand.ts'

const last = {
  labels: ['4A'],
  disposition: 'language' as const,
  opIds: ['1'],
  unitId: 'a',
  drafts: [],
  finished: false,
  takenBack: false,
}

test('what is handed over is there however often a page is drawn, and gone once it stands', () => {
  const file = new File([], 'sink.jpg')
  photoInHand.give(file)
  expect([photoInHand.look(), photoInHand.look()]).toEqual([file, file])
  photoInHand.drop()
  expect(photoInHand.look()).toBeNull()
})

test('the last act is handed to its own turf, and a phone that locks meanwhile forgets it', async () => {
  const phone = await aPhone(aServer())
  const [turf] = await phone.download()
  const turfId = turf?.turfId ?? ''
  await setPin(phone, '482916')
  handLast(phone, turfId, last)
  expect(lastAt(turfId)).toEqual(last)
  expect(lastAt(crypto.randomUUID())).toBeNull()
  dropLast()
  expect(lastAt(turfId)).toBeNull()

  handLast(phone, turfId, last)
  phone.lock()
  expect(lastAt(turfId)).toBeNull()
  phone.close()
})
