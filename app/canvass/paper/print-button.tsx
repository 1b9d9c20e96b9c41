import { Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '#app/ui/button.tsx'

/** Only where there is script: without it, the browser's own menu prints. */
export function PrintButton({ children }: { children: string }) {
  const [isThere, setIsThere] = useState(false)
  useEffect(() => setIsThere(true), [])
  return (
    isThere && (
      <Button variant="main" icon={<Printer size={20} aria-hidden="true" />} onClick={() => window.print()}>
        {children}
      </Button>
    )
  )
}
