import { useI18n } from '#app/messages/i18n.tsx'
import { CopyLink } from '#app/ui/copy-link.tsx'
import type { InAppBrowser } from './in-app-browser.ts'
import { useCodeAtHand } from './use-code-at-hand.ts'

/** What is begun inside another app is lost when that app is closed. */
export function OtherBrowser({
  browser: { app, open },
  address,
}: {
  browser: InAppBrowser
  address: string
}) {
  const i18n = useI18n()
  const code = useCodeAtHand()
  return (
    <div className="flex max-w-reading flex-col gap-4">
      <h2>{i18n._('shiftJoin.inApp.title', { browser: open })}</h2>
      <p>{app ? i18n._('shiftJoin.inApp.why', { app }) : i18n._('shiftJoin.inApp.whyAny')}</p>
      <MenuPicture label={i18n._('shiftJoin.inApp.picture', { browser: open })} />
      <ol className="flex list-decimal flex-col gap-2 pl-6">
        <li>{i18n._('shiftJoin.inApp.menu')}</li>
        <li>{i18n._('shiftJoin.inApp.choose', { browser: open })}</li>
      </ol>
      <CopyLink label={i18n._('shiftJoin.inApp.copy')} value={code ? `${address}#${code}` : address} />
    </div>
  )
}

/** A phone, its three dots at the top, and the way out of the app. */
function MenuPicture({ label }: { label: string }) {
  return (
    <svg viewBox="0 0 240 160" role="img" aria-label={label} className="w-full max-w-sm text-ink">
      <rect x="60" y="6" width="90" height="148" rx="10" fill="none" stroke="currentColor" strokeWidth="3" />
      <path d="M60 30h90" stroke="currentColor" strokeWidth="2" />
      <path
        d="M138 13v.01M138 18v.01M138 23v.01"
        stroke="currentColor"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <circle cx="138" cy="18" r="12" fill="none" className="stroke-enamel" strokeWidth="3" />
      <rect
        x="84"
        y="38"
        width="60"
        height="18"
        rx="3"
        className="fill-info-tint stroke-enamel"
        strokeWidth="2"
      />
      <path d="M92 47h44" className="stroke-enamel" strokeWidth="3" />
      <path
        d="M150 47h50m-12-10 12 10-12 10"
        fill="none"
        className="stroke-enamel"
        strokeWidth="4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="218" cy="47" r="14" fill="none" stroke="currentColor" strokeWidth="3" />
      <path d="M213 52l3-8 8-3-3 8z" fill="currentColor" />
    </svg>
  )
}
