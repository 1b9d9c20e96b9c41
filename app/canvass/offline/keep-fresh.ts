import type { Phone } from './phone-types.ts'

const often = 4 * 60_000
/** Whoever looks at two things in turn asks no more than this. */
const atMost = 30_000

type Page = {
  isInSight(): boolean
  now(): number
  /** Calls back when the page comes into sight; returns how to stop. */
  cameIntoSight(listener: () => void): () => void
}

/**
 * Asks for the doors again while somebody looks at them: a guest who was vouched for gets the names, doors that were taken back or called
 * off go. Only what changed is sent. Without network nothing happens.
 */
export function keepFresh(phone: Pick<Phone, 'download' | 'lockState' | 'status'>, page: Page) {
  let asked = page.now()

  const ask = (least: number) => {
    const isEnded = phone.status().ended || phone.lockState() === 'none'
    if (!page.isInSight() || isEnded || page.now() - asked < least) return
    asked = page.now()
    phone.download().catch(() => {})
  }

  const timer = setInterval(() => ask(atMost), often)
  const stop = page.cameIntoSight(() => ask(atMost))
  return () => {
    clearInterval(timer)
    stop()
  }
}
