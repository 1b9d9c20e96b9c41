import { useI18n } from '#app/messages/i18n.tsx'
import { buttonLook } from '#app/ui/button.tsx'
import { TabTitle } from '#app/ui/tab-title.tsx'

/** Kept on the phone for every page that is not: the service worker answers with it, without any script, at that page's address. */
export default function NoNetworkPage() {
  const i18n = useI18n()
  return (
    <main
      id="page"
      className="mx-auto flex min-h-dvh max-w-xl flex-col items-start gap-4 border-t-[6px] border-green px-3 py-8"
    >
      <TabTitle>{i18n._('noNetwork.title')}</TabTitle>
      <h1>{i18n._('noNetwork.title')}</h1>
      <p>{i18n._('noNetwork.text')}</p>
      <a href="/doors" className={buttonLook({ variant: 'main', size: 'touch' })}>
        {i18n._('noNetwork.doors')}
      </a>
    </main>
  )
}
