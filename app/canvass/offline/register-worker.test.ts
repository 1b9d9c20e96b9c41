import { expect, test } from 'vitest'
import { keepScreens } from './register-worker.ts'

/** A browser in which so many installs fail before one is whole; each pause is over at once. */
function browser({
  failures,
  online = () => true,
}: {
  failures: number
  online?: (pauses: number) => boolean
}) {
  const said: unknown[] = []
  let [asked, pauses] = [0, 0]
  let isReady = (_: ServiceWorkerRegistration) => {}
  const container = {
    controller: null as unknown,
    ready: new Promise<ServiceWorkerRegistration>((resolve) => {
      isReady = resolve
    }),
    register: async () => {
      if (asked++ < failures) throw new TypeError('Failed to register')
      const active = {
        postMessage: (message: unknown) => {
          said.push(message)
          container.controller = active
        },
      }
      const registration = { active } as unknown as ServiceWorkerRegistration
      isReady(registration)
      return registration
    },
  }
  const pause = async () => {
    pauses++
    await new Promise((resolve) => setTimeout(resolve))
  }
  const keep = () =>
    keepScreens(
      container,
      () => online(pauses),
      pause,
      () => 'es',
    )
  return { keep, said, counts: () => ({ asked, pauses }) }
}

test('a worker is told the language, and asked for no second time', async () => {
  const { keep, said, counts } = browser({ failures: 0 })
  await keep()
  expect(said).toContainEqual({ locale: 'es' })
  expect(counts()).toEqual({ asked: 1, pauses: 1 })
})

test('where the screens did not come whole they are asked for again while the page stands open', async () => {
  const { keep, said, counts } = browser({ failures: 2 })
  await keep()
  expect(said).toContainEqual({ locale: 'es' })
  expect(counts()).toEqual({ asked: 3, pauses: 3 })
})

test('without network nothing is asked, and the next page goes on in the end', async () => {
  const back = browser({ failures: 0, online: (pauses) => pauses > 1 })
  await back.keep()
  expect(back.counts()).toEqual({ asked: 1, pauses: 3 })

  const never = browser({ failures: 99 })
  await never.keep()
  expect(never.counts()).toEqual({ asked: 5, pauses: 5 })
})
