import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { aBody, actAs, asSession } from '#tests/factories.ts'
import { aPlace } from '#tests/place-factories.ts'
import { action } from './hand-back.route.tsx'
import type { HandBackReason } from './hand-back.schema.ts'
import { listOpenTurf, type OpenTurf } from './hand-back.server.ts'
import { HandBackTurf } from './hand-back-turf.tsx'

test('doors that are sent back before anybody could be asked are asked for first', async () => {
  const { turfId, phone } = await aPlace(await aBody())
  const send = (fields: Record<string, string>) => {
    const request = new Request('http://localhost/shift/hand-back', {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
    const context = asSession(phone.account)
    return action({ request, params: {}, context } as unknown as Parameters<typeof action>[0])
  }
  const left = () =>
    actAs(phone.account, async (db) => (await listOpenTurf(db)).map(({ labels }) => labels.length))
  expect(await send({ turfId, why: 'unsafe' })).toEqual({ asking: { turfId, why: 'unsafe' } })
  expect(await left()).toEqual([6])
  expect(await send({ turfId, why: 'unsafe', sure: 'yes' })).toEqual({ handed: 6 })
  expect(await left()).toEqual([])
})

const turf: OpenTurf = {
  turfId: 'turf',
  address: '418 Alder St',
  shift: { id: 'shift', startsAt: '2026-11-21T18:00:00Z', place: 'Laundry' },
  labels: ['1A', '1B'],
  others: ['Ben'],
}

function draw(asking: HandBackReason | null, isNamed = false) {
  const Page = createRoutesStub([
    {
      path: '/',
      Component: () => (
        <HandBackTurf turf={turf} isNamed={isNamed} talks={[]} error={undefined} asking={asking} />
      ),
    },
  ])
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <Page />
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')
}

test('of several shifts each is told apart by its time and place, one alone is not', () => {
  const heading = (isNamed: boolean) => /<h2>(.*?)<\/h2>/.exec(draw(null, isNamed))?.[1]
  expect(heading(true)).toMatch(/^418 Alder St · Shift .*6:00.PM, Laundry$/)
  expect(heading(false)).toBe('418 Alder St')
})

test('the page itself asks, where no script did', () => {
  // The dialog is drawn shut; what is in it a browser shows by script alone.
  const shown = (html: string) => html.replace(/<dialog[\s\S]*<\/dialog>/, '')
  expect(shown(draw(null))).not.toContain('name="sure"')
  const html = shown(draw('unsafe'))
  expect(html).toContain('Hand back 2 doors?')
  expect(html).toContain('It is not safe. They go back for you and for Ben.')
  for (const part of ['name="why" value="unsafe"', 'name="sure"', 'Keep them'])
    expect(html.replaceAll(/type="hidden" /g, '')).toContain(part)
})
