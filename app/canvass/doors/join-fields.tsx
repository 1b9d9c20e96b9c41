import { useId } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { OneOf } from './chip-set.tsx'
import type { TalkProps } from './open-door.tsx'
import { joinLacksName, keepsNothing } from './talk-draft.ts'

type JoinProps = Pick<TalkProps, 'door' | 'draft' | 'onChange'> & {
  /** The phone is in the tenant's hand. */
  isTurned?: boolean
}

/** Who it is, and whether they join: on the talk's own face and with the phone turned round. */
export function JoinFields({ door, draft, onChange, isTurned }: JoinProps) {
  const i18n = useI18n()
  const whyId = useId()
  const lacksName = joinLacksName(draft)
  const keeps = !keepsNothing(draft)
  const someoneNew = draft.who === 'new' || door.people.length === 0 || lacksName

  return (
    <div className="flex flex-col gap-3">
      {door.people.length > 0 && (
        <OneOf
          label={i18n._(isTurned ? 'door.whoAreYou' : 'door.who')}
          codes={[...door.people.map(({ personId }) => personId), 'new']}
          chosen={draft.who}
          word={(id) =>
            door.people.find(({ personId }) => personId === id)?.name ?? i18n._('door.someoneNew')
          }
          onChange={(who) => onChange({ who })}
        />
      )}
      {keeps && someoneNew && (
        <label className="flex flex-col gap-1 text-label font-semibold">
          {i18n._('door.firstName')}
          <input
            name="name"
            value={draft.name}
            aria-describedby={lacksName ? whyId : undefined}
            onChange={(event) => onChange({ who: 'new', name: event.target.value })}
            maxLength={80}
            dir="auto"
            autoComplete="off"
            className="min-h-12 rounded-control border border-edge bg-sheet px-3 text-body font-normal"
          />
        </label>
      )}
      {keeps && (
        <label className="flex min-h-14 items-center gap-3 border-y border-hair text-section font-semibold">
          <input
            type="checkbox"
            checked={draft.join}
            onChange={(event) => onChange({ join: event.target.checked })}
            className="size-6"
          />
          {i18n._('door.join')}
        </label>
      )}
      <div role="status">
        {!keeps && (
          <p className="rounded-tile bg-amber-tint px-2 py-1 text-label">{i18n._('door.keepsNothing')}</p>
        )}
        {lacksName && (
          <p id={whyId} className="rounded-tile bg-amber-tint px-2 py-1 text-label">
            {i18n._('door.join.name')}
          </p>
        )}
      </div>
    </div>
  )
}
