import { withAnyone } from '#app/core/actor.server.ts'
import type { Visitor } from '#app/core/request-context.ts'
import { demoSignIns } from '#prisma/seed/sign-ins.ts'
import type { SignIn } from './account.schema.ts'
import { findCredential, openSession } from './accounts.server.ts'
import { loginOf } from './login-of.ts'
import { isPassword } from './password.ts'
import { createSignInLimits } from './sign-in-limits.ts'

const limits = createSignInLimits()
const demoLogins = new Set(demoSignIns.map(({ name }) => loginOf(name)))

export type SignedIn = { ok: true; token: string } | { ok: false; waitMinutes: number }

/** A wrong name and a wrong password get the same answer after the same time. */
export async function signIn({ name, password }: SignIn, visitor: Visitor, label: string): Promise<SignedIn> {
  const login = loginOf(name)
  const waitMinutes = await limits.count(login, visitor.source)
  if (waitMinutes > 0) return { ok: false, waitMinutes }

  const known = await withAnyone((db) => findCredential(db, name))
  const matches = await isPassword(password, known?.passwordHash)
  if (!known || !matches || isDemoElsewhere(login, visitor)) return { ok: false, waitMinutes: 0 }

  await limits.succeeded(login, visitor.source)
  const { token } = await withAnyone((db) => openSession(db, known.accountId, label))
  return { ok: true, token }
}

/** Passwords that stand in the source work on this machine only. */
function isDemoElsewhere(login: string, { isDemo, isHere }: Visitor) {
  return isDemo && !isHere && demoLogins.has(login)
}

export function listDemoSignIns({ isDemo, isHere }: Visitor) {
  return isDemo && isHere ? [...demoSignIns] : []
}
