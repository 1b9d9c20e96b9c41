import { Printer } from 'lucide-react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'

export function PrintButton() {
  const i18n = useI18n()
  return (
    <Button icon={<Printer size={20} aria-hidden="true" />} onClick={() => window.print()}>
      {i18n._('chart.print')}
    </Button>
  )
}
