import { renderToString } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { EndCard } from './end-card.tsx'

test('after the last door nothing can be written by one more tap, and the last act can be taken back', () => {
  const html = renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <MemoryRouter>
        <EndCard undo={{ text: '1A · Not home · saved', onUndo: () => {} }} />
      </MemoryRouter>
    </MessagesProvider>,
  )
  expect(html).toContain('No door is left for tonight')
  expect(html).toContain('href="/doors"')
  expect(html.match(/<button/g)).toHaveLength(1)
  expect(html).toContain('1A · Not home · saved')
})
