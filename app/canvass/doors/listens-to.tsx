import { useId } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import type { Turf } from '../lease/turf.schema.ts'
import { readDoors } from './doors-said.ts'
import type { TalkProps } from './open-door.tsx'

type ListensToProps = Pick<TalkProps, 'draft' | 'onChange'> & Pick<Turf, 'doors'>

/** Whom people here listen to: by door, since nothing is written down about somebody who is not there to be asked. */
export function ListensTo({ doors, draft: { unitId, listensTo = '' }, onChange }: ListensToProps) {
  const i18n = useI18n()
  const id = useId()
  const said = readDoors(listensTo, doors, unitId)
  return (
    <div className="flex flex-col gap-1 text-label">
      <label htmlFor={id} className="font-semibold">
        {i18n._('door.listensTo')}
      </label>
      <input
        id={id}
        name="listensTo"
        value={listensTo}
        onChange={(event) => onChange({ listensTo: event.target.value })}
        maxLength={80}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        className="min-h-12 rounded-control border border-edge bg-sheet px-3 text-body"
      />
      <div role="status">
        {said.map(({ mark, label }) => `${mark} ${label}`).join(' · ')}
        {said.some(({ mark }) => mark === '?') && (
          <p className="text-hint">{i18n._('door.listensTo.unknown')}</p>
        )}
      </div>
      <p id={`${id}-hint`} className="text-hint text-ink-2">
        {i18n._('door.listensTo.hint')}
      </p>
    </div>
  )
}
