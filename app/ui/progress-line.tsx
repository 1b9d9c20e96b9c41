import { useNavigation } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'

/** Shown by CSS after 400 ms, so a quick page never blinks. */
export function ProgressLine() {
  const i18n = useI18n()
  const { state } = useNavigation()
  return (
    <div role="status" className="print:hidden">
      {state !== 'idle' && (
        <div className="progress-line fixed inset-x-0 top-0 z-50 h-0.5 bg-green">
          <span className="sr-only">{i18n._('ui.loading')}</span>
        </div>
      )}
    </div>
  )
}
