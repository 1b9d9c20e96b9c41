import { expect, test } from 'vitest'
import { findInAppBrowser, isViewInApp } from './in-app-browser.ts'

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8'
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36'

test.each([
  [`${iPhone} Mobile/15E148 Instagram 331.0.0.37.90 (iPhone15,2; iOS 17_5)`, 'Instagram', 'Safari'],
  [`${iPhone} Mobile/15E148 [FBAN/FBIOS;FBAV/463.0.0.39.103]`, 'Facebook', 'Safari'],
  [`${android}; wv) ${chrome} [FB_IAB/FB4A;FBAV/463.0.0.39.103;]`, 'Facebook', 'Chrome'],
  [`${android}; wv) ${chrome} Line/14.7.0/IAB`, 'LINE', 'Chrome'],
  [`${android}; wv) ${chrome} musical_ly_2023405030 BytedanceWebview/d8a21c6`, 'TikTok', 'Chrome'],
  [`${iPhone} Mobile/15E148 WhatsApp/24.9`, 'WhatsApp', 'Safari'],
  [`${android}; wv) ${chrome}`, '', 'Chrome'],
])('%s is a browser inside an app', (userAgent, app, open) => {
  expect(findInAppBrowser(userAgent)).toEqual({ app, open })
})

test.each([
  `${iPhone} Version/17.5 Mobile/15E148 Safari/604.1`,
  `${iPhone} CriOS/124.0.6367.88 Mobile/15E148 Safari/604.1`,
  `${android}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36`,
  `${android}) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
  'Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0',
  null,
])('%s is a browser of its own', (userAgent) => {
  expect(findInAppBrowser(userAgent)).toBeNull()
})

const iPad = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const touched = { maxTouchPoints: 5 }

test('a view inside any app of an iPhone is told from Safari, and from Lintel on the home screen', () => {
  const view = { userAgent: `${iPhone} Mobile/15E148`, ...touched }
  expect(isViewInApp(view)).toBe(true)
  expect(isViewInApp({ ...view, standalone: false })).toBe(true)
  expect(isViewInApp({ ...view, standalone: true })).toBe(false)
  expect(isViewInApp({ userAgent: iPad, ...touched, standalone: false })).toBe(true)
})

test.each([
  [`${iPhone} Version/17.5 Mobile/15E148 Safari/604.1`, 5],
  [`${iPhone} CriOS/124.0.6367.88 Mobile/15E148 Safari/604.1`, 5],
  [`${iPhone} FxiOS/126.0 Mobile/15E148 Safari/605.1.15`, 5],
  [`${iPad} Version/17.5 Safari/605.1.15`, 5],
  [iPad, 0],
  [`${android}; wv) ${chrome}`, 5],
])('%s is none', (userAgent, maxTouchPoints) => {
  expect(isViewInApp({ userAgent, maxTouchPoints, standalone: false })).toBe(false)
})
