import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { ScriptStep } from '../lease/turf.schema.ts'
import { ScriptLines } from './script-lines.tsx'

const says = (text: string) => [{ language: 'en', text }]
const heat = {
  id: 'a',
  says: says('Is your heat on?'),
  answers: [{ says: says('No'), to: '' }],
} satisfies ScriptStep

function next(...steps: ScriptStep[]) {
  const html = renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <ScriptLines script={{ steps }} />
    </MessagesProvider>,
  )
  return /<button[^>]*aria-label="The next thought"[^>]*>/.exec(html)?.[0]
}

test('whoever says what no answer foresaw is led on to the next thought', () => {
  expect(next(heat, { id: 'b', says: says('We are meeting.'), answers: [] })).not.toMatch(/disabled=/)
  expect(next(heat)).toMatch(/disabled=/)
})
