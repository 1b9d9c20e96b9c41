import { forgetTold } from '#app/canvass/joining/shift-notes.ts'
import { becomeCurrent } from './leases.ts'
import type { Phone } from './phone-types.ts'

/**
 * Whoever is signed in here may be another than whose lock this is: they are not asked for a PIN they never had. What the one before left
 * unsent stays theirs, and no request is made in their name.
 */
export async function meetNewcomer(phone: Phone) {
  if (phone.lockState() !== 'locked') return
  const { contact, store, changed } = phone.inside
  // Asked as no device yet: the one that is known here is of the account before.
  const here = await contact('here', crypto.randomUUID()).catch(() => undefined)
  if (!here || here.accountId === phone.accountId()) return
  await store.write(['accounts', 'records'], (tx) => becomeCurrent(tx, here.accountId))
  forgetTold()
  await changed()
}
