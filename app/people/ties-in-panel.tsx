import { useEffect, useState } from 'react'
import { Link, useFetcher } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { useOnline } from '#app/ui/online.ts'
import { PersonTies } from './person-ties.tsx'
import type { Ties } from './ties.server.ts'

type TiesInPanelProps = { buildingId: string; person: { id: string; name: string } }

/** Read when it is opened: the panel follows every arrow key. Without the script it is a page of its own. */
export function TiesInPanel({ buildingId, person }: TiesInPanelProps) {
  const i18n = useI18n()
  const online = useOnline()
  const [open, setOpen] = useState(false)
  const { load, data } = useFetcher<{ ties: Ties; mayWrite: boolean }>()
  const at = `/buildings/${buildingId}/people/${person.id}/ties`
  const words = i18n._('ties.title')

  useEffect(() => {
    if (open) load(at)
  }, [open, at, load])

  return (
    <div className="text-label">
      <Link
        to={at}
        aria-expanded={open}
        className="inline-flex min-h-12 items-center text-enamel underline underline-offset-4 desk:min-h-10"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          setOpen(!open)
        }}
      >
        {words}
        <span className="sr-only">
          : <bdi>{person.name}</bdi>
        </span>
      </Link>
      {open && !data && (
        <p role="status" className="text-ink-2">
          {i18n._(online ? 'ties.loading' : 'ties.offline')}
        </p>
      )}
      {open && data && <PersonTies buildingId={buildingId} ties={data.ties} mayWrite={data.mayWrite} />}
    </div>
  )
}
