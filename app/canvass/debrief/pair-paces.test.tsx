import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { PairPace } from './because.server.ts'
import { PairPaces } from './pair-paces.tsx'

const draw = (contact: number | null) => {
  const pair = {
    team: 'p',
    pair: 'Cleo + Sam',
    people: null,
    alone: false,
    doors: 7,
    talks: 3,
    contact,
    minutes: null,
    asks: [],
  }
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <PairPaces pairs={[pair as unknown as PairPace]} />
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')
}

test('how many opened is more than how many talked, and the page says why', () => {
  const html = draw(4 / 7)
  expect(html).toContain('57% opened')
  expect(html).toContain('somebody answered: also to say no, or in another language')
  expect(draw(null)).not.toContain('somebody answered')
})
