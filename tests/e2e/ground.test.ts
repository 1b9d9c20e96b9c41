import { expect, test } from './fixtures/test.ts'

test('an empty union asks for its name first, accessibly and without a word to anyone else', async ({
  page,
  emptyUnion,
  checkAccess,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).origin))

  const answer = await page.goto(emptyUnion.url)
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'")
  await expect(page).toHaveURL(/\/start$/)
  await expect(page.getByRole('textbox').first()).toBeVisible()
  await checkAccess(page)

  expect([...new Set(asked)]).toEqual([emptyUnion.url])
})
