import { aPhone, aServer, theDoor } from './a-phone.ts'
import type { Phone } from './phone-types.ts'

const open: Phone[] = []

export function keep(phone: Phone) {
  open.push(phone)
}

export function closePhones() {
  for (const phone of open.splice(0)) phone.close()
}

export async function aReadyPhone(server = aServer(), change: Parameters<typeof aPhone>[1] = {}) {
  const phone = await aPhone(server, change)
  keep(phone)
  await phone.download()
  if (!change.lock) await phone.send()
  return { phone, server, door: await theDoor(phone) }
}

export const noNetwork = () => {
  throw new TypeError('Failed to fetch')
}
