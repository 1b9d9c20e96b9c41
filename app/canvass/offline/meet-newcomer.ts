import { becomeCurrent } from './leases.ts'
import { DownloadFailed, type DownloadProblem, type Phone } from './phone-types.ts'

/**
 * Whoever is signed in here may be another than whose lock this is: they are not asked for a PIN they never had. What the one before left
 * unsent stays theirs, and no request is made in their name. Resolves with why it is not known who is here. `isTyping`: whoever types
 * the PIN of this lock is not interrupted by an answer that came late.
 */
export async function meetNewcomer(phone: Phone, isTyping = () => false): Promise<DownloadProblem | null> {
  if (phone.lockState() !== 'locked') return null
  const { contact, store, changed } = phone.inside
  // Asked as no device yet: the one that is known here is of the account before.
  const here = await contact('here', crypto.randomUUID()).catch((error) =>
    error instanceof DownloadFailed ? error.reason : 'unexpected',
  )
  if (typeof here === 'string') return here
  // Unlocked meanwhile, it is in the hands of whose lock it is.
  if (here.accountId === phone.accountId() || phone.lockState() !== 'locked' || isTyping()) return null
  await store.write(['accounts', 'records'], (tx) => becomeCurrent(tx, here.accountId))
  await changed()
  return null
}
