import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { SavedFile } from './save-file.tsx'

const draw = (went: 'saved' | 'failed' | null) =>
  renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <SavedFile went={went} />
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')

test('a file that was saved is named, with what to do next; one that was not is not', () => {
  const next = 'Send the file to whoever led the shift'
  expect(draw(null)).not.toContain('lintel-not-sent.json')
  expect(draw('saved')).toContain('Saved as lintel-not-sent.json')
  expect(draw('saved')).toContain(next)
  expect(draw('failed')).not.toContain('lintel-not-sent.json')
  expect(draw('failed')).toContain('The file could not be made')
})
