import { Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useSearchParams } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import type { ChartView } from './chart.ts'

type PrintChartProps = {
  view: ChartView | null
  /** The chart in sight has levels or names. */
  secrets: boolean
  onSecrets: (chosen: boolean) => void
}

/** Paper is found in the laundry room: it shows the Room view, unless the other is chosen and meant. */
export function PrintChart({ view, secrets, onSecrets }: PrintChartProps) {
  const i18n = useI18n()
  const [query, setQuery] = useSearchParams()
  const [asking, setAsking] = useState(false)
  const asked = query.has('print') && view !== 'committee'

  useEffect(() => {
    if (!asked) return
    window.print()
    setQuery(
      (now) => {
        now.delete('print')
        return now
      },
      { replace: true, preventScrollReset: true },
    )
  }, [asked, setQuery])

  const printRoom = () =>
    setQuery(
      (now) => {
        now.set('view', 'room')
        now.set('print', '1')
        return now
      },
      { replace: true, preventScrollReset: true },
    )

  const printSecrets = () => {
    flushSync(() => {
      setAsking(false)
      onSecrets(true)
    })
    window.print()
    onSecrets(false)
  }

  return (
    <>
      <Button
        icon={<Printer size={20} aria-hidden="true" />}
        onClick={() => (view !== 'committee' ? window.print() : secrets ? setAsking(true) : printRoom())}
      >
        {i18n._('chart.print')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={i18n._('chart.print.title')}
        actions={
          <>
            <Button variant="main" onClick={printRoom}>
              {i18n._('chart.print.room')}
            </Button>
            <Button variant="danger" onClick={printSecrets}>
              {i18n._('chart.print.committee')}
            </Button>
          </>
        }
      >
        <p>{i18n._('chart.print.text')}</p>
      </Dialog>
    </>
  )
}
