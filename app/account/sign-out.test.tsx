import { renderToString } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { expect, test } from 'vitest'
import { catalogues } from '#app/messages/catalogues.server.ts'
import { createI18n, MessagesProvider } from '#app/messages/i18n.tsx'
import type { Route } from './+types/sign-out.route.ts'
import SignOutPage from './sign-out.route.tsx'

function pageOf(isVisitor: boolean, actionData?: { waiting: number; photos: number }) {
  const props = { loaderData: { isVisitor }, actionData } as Route.ComponentProps
  const router = createMemoryRouter([{ path: '/', element: <SignOutPage {...props} /> }])
  return renderToString(
    <MessagesProvider i18n={createI18n('en', catalogues.en)}>
      <RouterProvider router={router} />
    </MessagesProvider>,
  )
}

test('whoever has an account may leave what is unsent for their next sign-in', () => {
  const page = pageOf(false, { waiting: 2, photos: 1 })
  expect(page).toContain('2 acts on this phone')
  expect(page).toContain('name="anyway"')
})

test('whoever came by a code has no next sign-in: with work unsent they may only send it or stay', () => {
  const page = pageOf(true, { waiting: 2, photos: 0 })
  expect(page).toContain('2 acts on this phone have not reached the union.')
  expect(page).not.toMatch(/anyway|sign in here again|0 photo/)
  expect(page).toContain('href="/doors"')
  expect(pageOf(true)).toContain('Sign out</button>')
})
