import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const quarter = 15 * 60
const mostRemembered = 10_000

/**
 * Tries are counted for the address they come from, for the name, and for both together. A flood of tries for one name from
 * elsewhere does not shut out the person at an address they signed in from before.
 */
export function createSignInLimits() {
  const bySource = new RateLimiterMemory({ points: 40, duration: quarter })
  const byBoth = new RateLimiterMemory({ points: 8, duration: quarter })
  const byLogin = new RateLimiterMemory({ points: 60, duration: quarter })
  const known = new Set<string>()

  const pair = (login: string, source: string) => JSON.stringify([login, source])

  return {
    /** Counts a try before it is made, so that many at once cannot slip through; the minutes to wait when it is one too many. */
    async count(login: string, source: string): Promise<number> {
      const both = pair(login, source)
      const counted = [bySource.consume(source), byBoth.consume(both)]
      if (!known.has(both)) counted.push(byLogin.consume(login))
      const refused = (await Promise.allSettled(counted)).flatMap((try_) =>
        try_.status === 'rejected' ? [waitOf(try_.reason)] : [],
      )
      return Math.max(0, ...refused)
    },

    async succeeded(login: string, source: string) {
      const both = pair(login, source)
      await Promise.all([
        bySource.reward(source),
        byBoth.delete(both),
        known.has(both) || byLogin.reward(login),
      ])
      known.delete(both)
      known.add(both)
      for (const oldest of known) if (known.size > mostRemembered) known.delete(oldest)
    },
  }
}

function waitOf(reason: unknown) {
  if (!(reason instanceof RateLimiterRes)) throw reason
  return Math.max(1, Math.ceil(reason.msBeforeNext / 60_000))
}
