import { isRouteErrorResponse, Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { BeamBar } from './beam.tsx'
import { Button, buttonLook } from './button.tsx'
import { useOnline } from './online.ts'
import { TabTitle } from './tab-title.tsx'

/** What happened, what was kept, what to do: in that order, and never more than the person may know. */
export function ErrorPage({ error }: { error: unknown }) {
  const i18n = useI18n()
  const online = useOnline()
  const status = isRouteErrorResponse(error) ? error.status : 500

  const [title, text] = online ? wordsFor(status) : (['ui.lost.title', 'ui.lost.text'] as const)
  return (
    <main id="page" className="mx-auto max-w-xl px-3 py-12 desk:px-6">
      <BeamBar parts={[]} total={status === 404 ? null : 1} size={12} />
      <TabTitle>{i18n._(title)}</TabTitle>
      <h1 className="mt-4">{i18n._(title)}</h1>
      <p className="mt-2 max-w-reading">{i18n._(text)}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <Link to="/" className={buttonLook({ variant: 'main' })}>
          {i18n._('ui.onward')}
        </Link>
        {(status !== 404 || !online) && (
          <Button onClick={() => location.reload()}>{i18n._('ui.tryAgain')}</Button>
        )}
      </div>
    </main>
  )
}

function wordsFor(status: number) {
  if (status === 404) return ['ui.notFound.title', 'ui.notFound.text'] as const
  return status < 500
    ? (['ui.refused.title', 'ui.refused.text'] as const)
    : (['ui.broken.title', 'ui.broken.text'] as const)
}
