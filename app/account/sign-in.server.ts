import { withAnyone } from '#app/core/actor.server.ts'
import type { Visitor } from '#app/core/request-context.ts'
import { demoSignIns } from '#prisma/seed/sign-ins.ts'
import type { SignIn } from './account.schema.ts'
import { findCredential, openSession } from './accounts.server.ts'
import { loginOf } from './login-of.ts'
import { isPassword } from './password.ts'
import { createSignInLimits } from './sign-in-limits.ts'

const limits = createSignInLimits()

export type SignedIn = { ok: true; token: string } | { ok: false; waitMinutes: number }

/** A wrong name and a wrong password get the same answer after the same time. */
export async function signIn({ name, password }: SignIn, visitor: Visitor, label: string): Promise<SignedIn> {
  const login = loginOf(name)
  const waitMinutes = await limits.count(login, visitor.source)
  if (waitMinutes > 0) return { ok: false, waitMinutes }

  const known = await withAnyone((db) => findCredential(db, name))
  const matches = await isPassword(password, known?.passwordHash)
  if (!known || !matches || (!visitor.isHere && isPublic(login, password)))
    return { ok: false, waitMinutes: 0 }

  await limits.succeeded(login, visitor.source)
  const { token } = await withAnyone((db) => openSession(db, known.accountId, label))
  return { ok: true, token }
}

/** Passwords that stand in the source work on this machine only, whichever union is served. */
function isPublic(login: string, password: string) {
  return demoSignIns.some((demo) => loginOf(demo.name) === login && demo.password === password)
}

/** The made-up union's people one can be; of a real union on this machine there are none. */
export async function listDemoSignIns({ isDemo, isHere }: Visitor) {
  if (!isDemo || !isHere) return []
  const known = await withAnyone((db) => Promise.all(demoSignIns.map(({ name }) => findCredential(db, name))))
  return demoSignIns.filter((_, at) => known[at])
}
