import { mostTries } from '#app/canvass/offline/pin.ts'

type Word = { unitId: string; page: object | null; isSure: boolean }

/** What one account's lock and drafts on one phone must be, when they can be read again. */
export class LockModel {
  /** So many wrong PINs have been counted, at least and at most: who is killed in the middle tells nobody. */
  #least = 0
  #most = 0
  /** Somebody said the phone was lost, or began to empty it. */
  #mayBeGone = false
  readonly #words = new Map<string, Word>()
  readonly #dropped = new Set<string>()

  /** `page`: written while locked, beside what nobody could read then. */
  wrote(unitId: string, word: string, page: object | null, isSure: boolean) {
    this.#words.set(word, { unitId, page, isSure })
    if (page) return
    // Whoever could read them wrote them anew as one. Of a page that was killed nobody knows whether it did.
    for (const each of this.#at(unitId))
      if (isSure) each.page = null
      else if (each.page) each.isSure = false
  }

  /** A knock takes the draft of its door with it: what this page could know of it. */
  knocked(unitId: string, page: object | null, isSure: boolean) {
    for (const [word, each] of [...this.#words]) {
      if (each.unitId !== unitId || (page && each.page !== page && isSure)) continue
      if (isSure && each.isSure) this.#dropped.add(word)
      if (isSure) this.#words.delete(word)
      else each.isSure = false
    }
  }

  /** `left`: what the phone said. Undefined: it was killed, or it could not ask. */
  triedWrong(left: number | undefined) {
    this.#most++
    if (left === undefined) return []
    this.#least++
    const isPossible = mostTries - this.#most <= left && left <= mostTries - this.#least
    return isPossible ? [] : [`says ${left} tries are left after ${this.#least} to ${this.#most} wrong PINs`]
  }

  triedRight(isOpen: boolean) {
    this.#least = 0
    this.#most = isOpen ? 0 : this.#most + 1
  }

  /** One that nobody knows whether it was done. */
  mayGo() {
    this.#mayBeGone = true
    for (const word of this.#words.values()) word.isSure = false
  }

  /** Said to be lost: what is on it can be read until it asks. */
  lose() {
    this.#mayBeGone = true
  }

  /** Nothing is left of it. Says what is wrong with that. */
  went(isAsked = false) {
    const isRight = isAsked || this.#mayBeGone || this.#most >= mostTries
    const said = `destroyed what it kept after ${this.#least} to ${this.#most} wrong PINs`
    this.#least = this.#most = 0
    this.#mayBeGone = false
    this.#words.clear()
    return isRight ? [] : [said]
  }

  begin() {
    this.#least = this.#most = 0
    this.#mayBeGone = false
  }

  /** What a phone that can be read says is written at its doors. */
  compare(found: ReadonlyMap<string, string>) {
    const problems: string[] = []
    for (const [word, { unitId, isSure }] of this.#words)
      if (isSure && !found.get(unitId)?.includes(word)) problems.push(`has lost what was written at a door`)
    const all = [...found.values()].join(' ')
    for (const word of this.#dropped)
      if (all.includes(word)) problems.push(`has a draft again whose talk was saved`)
    return problems
  }

  #at(unitId: string) {
    return [...this.#words.values()].filter((each) => each.unitId === unitId)
  }
}
