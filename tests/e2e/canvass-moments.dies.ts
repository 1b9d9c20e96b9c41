import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page, Request } from '@playwright/test'
import { startPhone } from './canvass-moments.battery.ts'
import type { Told } from './canvass-moments.first.ts'
import {
  button,
  current,
  cutNetwork,
  makeReady,
  mendNetwork,
  noNetwork,
  notHome,
  openHouse,
  readyPhone,
  saved,
  standing,
  tile,
} from './canvass-moments.phone.ts'
import { expect } from './canvass-moments.union.ts'
import { openLock } from './fixtures/pin.ts'

const doors = 31

/** Not home, door after door, as the phone leads. */
async function knockAll(page: Page) {
  await tile(page, '9A').click()
  for (let done = 1; done <= doors; done++) {
    await notHome(page)
    await expect(saved(page)).toHaveText(`Saved on this phone · ${done} waiting to send`)
  }
}

export async function diesAt31({ evening, watch }: Told) {
  const disk = await mkdtemp(join(tmpdir(), 'lintel-phone-'))
  const before = await standing(evening)
  let phone = await startPhone(disk)
  try {
    // Made ready at home and put away; what the browser itself keeps (the sign-in) is on its disk then.
    let page = await phone.open()
    watch(page, noNetwork)
    await makeReady(page, evening.url)
    await phone.close()

    phone = await startPhone(disk)
    await cutNetwork(phone.context, evening)
    page = await phone.open()
    watch(page, noNetwork)
    await page.goto(`${evening.url}/doors`)
    await openHouse(page)
    await knockAll(page)
    const here = await current(page).getAttribute('data-unit')
    await button(page, 'Talked').click()
    let draft = await draftAfter(page, '')
    await page
      .getByRole('group', { name: /^Problems heard/ })
      .getByRole('button', { name: 'Rent' })
      .click()
    draft = await draftAfter(page, draft)
    await page.getByLabel('First name').focus()
    draft = await draftAfter(page, draft)
    await page.getByLabel('First name').fill('Salome')
    await draftAfter(page, draft)
    const opened = String(await page.getByRole('heading', { level: 1 }).textContent())
    await phone.die()

    // Charged again, still without network; nothing but the disk knows which door it was.
    phone = await startPhone(disk)
    await phone.context.setOffline(true)
    page = await phone.open()
    watch(page, noNetwork)
    await page.goto(`${evening.url}/doors`)
    await expect(saved(page)).toHaveText(`Saved on this phone · ${doors} waiting to send`)
    await openLock(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(opened)
    await expect(page.getByLabel('First name')).toHaveValue('Salome')
    await expect(page.getByLabel('First name')).toBeFocused()
    await button(page, 'Leave, finish later').click()
    await expect(page.locator(`[data-unit="${here}"]`)).toHaveAccessibleName(/to finish/)
    expect(await standing(evening)).toBe(before)

    await mendNetwork(phone.context, evening)
    await expect(saved(page)).toContainText(`${doors} of ${doors} safe`, { timeout: 30_000 })
    expect(await standing(evening)).toBe(before + doors)
    await phone.close()
  } finally {
    await phone.die()
    await evening.wire.mend()
    await rm(disk, { recursive: true, force: true, maxRetries: 5 })
  }
}

export async function allSafe({ context, evening, watch }: Told) {
  const before = await standing(evening)
  const page = await readyPhone(context, evening, watch)
  const sent: Request[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/sync') sent.push(request)
  })
  await openHouse(page)
  await cutNetwork(context, evening)
  await knockAll(page)

  // The first answer is lost on its way: the server has them, the phone does not know, and sends them again.
  evening.wire.loseAnswerOf('/sync')
  await mendNetwork(context, evening)
  await expect(saved(page)).toHaveText(`${doors} of ${doors} safe`, { timeout: 60_000 })
  expect(await standing(evening)).toBe(before + doors)

  // Whatever was sent, sent again byte by byte: answered the same, and nothing more is there.
  expect(sent.length).toBeGreaterThanOrEqual(2)
  for (const request of sent) expect(await again(context, request)).toBe(200)
  expect(await standing(evening)).toBe(before + doors)
  await page.reload()
  await expect(saved(page)).toHaveText(`${doors} of ${doors} safe`)
}

async function again(context: BrowserContext, request: Request) {
  const answer = await context.request.post(request.url(), {
    headers: { 'content-type': 'application/octet-stream', origin: new URL(request.url()).origin },
    data: request.postDataBuffer() ?? Buffer.alloc(0),
  })
  return answer.status()
}

/** The draft as it lies on the disk, once it is another than before: nothing on the screen says when a key is there. */
async function draftAfter(page: Page, before: string) {
  let now = before
  await expect
    .poll(async () => {
      now = await page.evaluate(readDraft)
      return now
    })
    .not.toBe(before)
  return now
}

function readDraft() {
  return new Promise<string>((resolve) => {
    const opening = indexedDB.open('lintel')
    opening.onsuccess = () => {
      const all = opening.result.transaction('records').objectStore('records').getAll()
      all.onsuccess = () => {
        opening.result.close()
        const drafts = all.result.filter(({ kind }: { kind: string }) => kind === 'draft')
        resolve(
          JSON.stringify(drafts, (_, value) =>
            value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value,
          ).replace(/^\[\]$/, ''),
        )
      }
    }
  })
}
