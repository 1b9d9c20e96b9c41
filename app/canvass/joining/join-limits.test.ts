import { expect, test } from 'vitest'
import { createJoinLimits } from './join-limits.ts'

test('wrong codes are counted for an address, right ones are not', async () => {
  const limits = createJoinLimits({ fromOne: 3 })
  for (let i = 0; i < 10; i++) {
    expect(await limits.count('street')).toBe(0)
    await limits.wasRight('street')
  }
  for (let i = 0; i < 3; i++) expect(await limits.count('street')).toBe(0)
  expect(await limits.count('street')).toBeGreaterThan(0)
  expect(await limits.count('elsewhere')).toBe(0)
})

test('many addresses together have no more tries than is safe', async () => {
  const limits = createJoinLimits({ inAll: 5 })
  for (let i = 0; i < 5; i++) expect(await limits.count(`address ${i}`)).toBe(0)
  expect(await limits.count('one more')).toBeGreaterThan(0)
})

test('one address that goes on and on stops nobody else from joining', async () => {
  const limits = createJoinLimits({ fromOne: 3, inAll: 10 })
  for (let i = 0; i < 100; i++) await limits.count('one phone')
  expect(await limits.count('one phone')).toBeGreaterThan(0)
  for (let i = 0; i < 7; i++) expect(await limits.count('meeting place')).toBe(i < 3 ? 0 : 15)
  expect(await limits.count('elsewhere')).toBe(0)
})
