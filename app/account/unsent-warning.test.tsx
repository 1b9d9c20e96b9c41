import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { Unsent } from './unsent-here.ts'
import { UnsentWarning } from './unsent-warning.tsx'

const draw = (unsent: Unsent) =>
  renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <UnsentWarning {...unsent} />
    </MessagesProvider>,
  )

test('whoever signs out is told of the acts and of the photos that stay, each by its number', () => {
  expect(draw({ waiting: 0, photos: 2 })).toContain('2 photos on this phone have not reached the union')
  expect(draw({ waiting: 0, photos: 2 })).not.toContain('acts on this phone')
  expect(draw({ waiting: 3, photos: 0 })).toContain('3 acts on this phone')
  expect(draw({ waiting: 3, photos: 0 })).not.toContain('photo')
})
