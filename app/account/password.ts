import { hash, verify } from '@node-rs/argon2'

// Argon2id as OWASP advises: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string) {
  return hash(password.normalize('NFKC'), cost)
}

let nobody: Promise<string> | undefined

/** Takes as long for a name nobody has: how long it takes must not tell whether the name exists. */
export async function isPassword(password: string, known: string | undefined) {
  nobody ??= hashPassword('nobody has this password')
  const matches = await verify(known ?? (await nobody), password.normalize('NFKC'))
  return matches && known !== undefined
}
