import { expect, test } from 'vitest'
import { dispositionCodes } from '../lists.ts'
import { leavesFlyer } from './use-flyer.ts'

test('while it is on, a flyer rides on not home alone; off, nothing but the flyer itself says so', () => {
  expect(dispositionCodes.filter((code) => leavesFlyer(code, true))).toEqual(['not_home', 'left_literature'])
  expect(dispositionCodes.filter((code) => leavesFlyer(code, false))).toEqual(['left_literature'])
})
