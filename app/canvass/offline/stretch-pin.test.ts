import { hashRaw } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { stretchPin } from './stretch-pin.ts'

test('a PIN is stretched by Argon2id over 64 MiB, as another hand reckons it', async () => {
  const salt = new Uint8Array(16).fill(7)
  const theirs = await hashRaw('482916', {
    memoryCost: 64 * 1024,
    timeCost: 3,
    parallelism: 1,
    outputLen: 32,
    salt,
  })
  expect(Buffer.from(await stretchPin('482916', salt)).toString('hex')).toBe(theirs.toString('hex'))
})
