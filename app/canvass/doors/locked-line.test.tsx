import { renderToString } from 'react-dom/server'
import { createRoutesStub } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import { LockedLine } from './locked-line.tsx'

function draw(isEnded: boolean, isGuest: boolean) {
  const Line = () => (
    <LockedLine
      isEnded={isEnded}
      isGuest={isGuest}
      back="/doors/turf/1"
      onUnlock={() => false}
      onShowSaved={() => {}}
    />
  )
  const Page = createRoutesStub([{ path: '/', Component: Line }])
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <Page />
    </MessagesProvider>,
  )
}

test('a guest whose session is over is led to their doors: there is nothing to sign in with', () => {
  const html = draw(true, true)
  expect(html).toContain('href="/doors"')
  expect(html).toContain('Your doors')
  expect(html).toContain('you can still log')
  expect(html).not.toMatch(/sign in/i)
})

test('a member signs in, and whoever locked it unlocks it', () => {
  expect(draw(true, false)).toMatch(/<button[^>]*>Sign in/)
  for (const isGuest of [true, false])
    expect(draw(false, isGuest)).toContain('href="/doors/unlock?back=%2Fdoors%2Fturf%2F1"')
})
