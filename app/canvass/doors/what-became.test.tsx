import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { WhatBecame } from './what-became.tsx'

function draw(look: number, mayLook: boolean) {
  const handed = { done: 2, here: 0, look, empty: 0, unread: 0 }
  const Page = createRoutesStub([
    { path: '/', Component: () => <WhatBecame handed={handed} isDone mayLook={mayLook} /> },
  ])
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <Page />
    </MessagesProvider>,
  )
}

test('what waits for a look is one tap away, for whoever may open it', () => {
  expect(draw(1, true)).toContain('href="/doors/needs-a-look"')
  expect(draw(1, false)).toContain('waits for a look')
  expect(draw(1, false)).not.toContain('needs-a-look')
  expect(draw(0, true)).not.toContain('needs-a-look')
})
