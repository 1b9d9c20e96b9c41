export type InAppBrowser = { app: string; open: 'Safari' | 'Chrome' }

/** What a page knows of where it is, and a server does not: the app on the home screen names itself like a view inside any other app. */
export type Surface = { userAgent: string; maxTouchPoints: number; standalone?: boolean }

const apps = [
  [/\bInstagram\b/, 'Instagram'],
  [/\bFB(?:AN|AV|_IAB|IOS)\b|\bMessenger/, 'Facebook'],
  [/\bWhatsApp\b/, 'WhatsApp'],
  [/\bLine\//, 'LINE'],
  [/\bTikTok\b|\bmusical_ly\b|\bBytedance/, 'TikTok'],
  [/\bTwitter/, 'X'],
  [/\bSnapchat\b/, 'Snapchat'],
  [/\bMicroMessenger\b/, 'WeChat'],
  [/\bTelegram/, 'Telegram'],
  [/\bLinkedInApp\b/, 'LinkedIn'],
  [/\bGSA\//, 'Google'],
] as const

/**
 * The browser inside another app: it forgets what is stored in it and cannot put Lintel on the home screen, so no shift is begun
 * there. Null in a browser of its own.
 */
export function findInAppBrowser(userAgent: string | null): InAppBrowser | null {
  if (!userAgent) return null
  const open = /iPhone|iPad|iPod/.test(userAgent) ? 'Safari' : 'Chrome'
  const known = apps.find(([sign]) => sign.test(userAgent))?.[1]
  if (known) return { app: known, open }
  // Android's view inside any other app says so itself.
  return /\bAndroid\b.*; wv\)/.test(userAgent) ? { app: '', open } : null
}

/** On an iPhone the browsers of their own name Safari, whoever made them; a view inside another app does not. */
export function isViewInApp({ userAgent, maxTouchPoints, standalone }: Surface) {
  // An iPad calls itself a Mac, and no Mac is touched.
  const isApple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
  return isApple && standalone !== true && !/\bSafari\//.test(userAgent)
}
