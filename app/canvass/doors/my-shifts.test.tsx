import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider, TimeZoneProvider } from '#app/messages/i18n.tsx'
import { aTurf } from './a-door.ts'
import { WeAreBack } from './my-shifts.tsx'

const draw = (isNamed: boolean, told: 'told' | null = null) =>
  renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <TimeZoneProvider timeZone="UTC">
        <WeAreBack shift={aTurf.shift} isNamed={isNamed} told={told} onTell={() => {}} />
      </TimeZoneProvider>
    </MessagesProvider>,
  ).replaceAll('<!-- -->', '')

test('of two shifts it is said from which one is back, also once it is told', () => {
  expect(draw(true)).toMatch(/We are back · Shift .*6:00.PM, Door/)
  expect(draw(true, 'told')).toMatch(/you are back · Shift .*6:00.PM, Door/)
})

test('of one alone there is nothing to tell apart', () => {
  expect(draw(false)).not.toContain('Shift')
})
