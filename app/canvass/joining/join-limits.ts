import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const quarter = 15 * 60

type Limits = { fromOne?: number; inAll?: number }

/**
 * Wrong codes are counted for the address they come from and in all: six letters are enough only for as long as nobody can try
 * many. Right ones are not counted, since a whole meeting place may stand behind one address.
 */
export function createJoinLimits({ fromOne = 20, inAll = 300 }: Limits = {}) {
  const bySource = new RateLimiterMemory({ points: fromOne, duration: quarter })
  const all = new RateLimiterMemory({ points: inAll, duration: quarter })

  return {
    /**
     * Counted before the try; the minutes to wait when it is one too many. An address that has used up its own takes nothing from
     * what all have together, or it could close the door to everybody.
     */
    async count(source: string): Promise<number> {
      try {
        await bySource.consume(source)
        await all.consume('all')
        return 0
      } catch (reason) {
        return waitOf(reason)
      }
    },
    async wasRight(source: string) {
      await Promise.all([bySource.reward(source), all.reward('all')])
    },
  }
}

function waitOf(reason: unknown): number {
  if (!(reason instanceof RateLimiterRes)) throw reason
  return Math.max(1, Math.ceil(reason.msBeforeNext / 60_000))
}
