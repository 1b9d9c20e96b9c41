import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { SavedFile } from './save-file.tsx'

const draw = (went: 'handed' | 'failed' | null) =>
  renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <SavedFile went={went} />
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')

test('a file given to the browser is named, and nobody says that it is there; one that could not be made is not', () => {
  const next = 'Send the file to whoever led the shift'
  expect(draw(null)).not.toContain('lintel-not-sent.json')
  expect(draw('handed')).toContain('named like lintel-not-sent.json. Look whether it is there')
  expect(draw('handed')).not.toMatch(/✓|saved as/i)
  expect(draw('handed')).toContain(next)
  expect(draw('failed')).not.toContain('lintel-not-sent.json')
  expect(draw('failed')).toContain('The file could not be made')
})
