import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { answers, bases, unnamed } from '#app/canvass/lists.ts'
import { dayParts } from '#app/canvass/part-of-day.ts'
import { namesOfLanguages } from '#app/core/language-name.ts'
import { outcomes } from '#app/federation/meetings/outcome.ts'
import { categoryCodes } from '#app/grievances/categories.ts'
import { categoryKey, severityKey } from '#app/grievances/repair-words.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { TiesInPanel } from '#app/people/ties-in-panel.tsx'
import type { ChartDoor } from './chart.ts'
import { struckKey, useDispositionWord, useStateWord } from './chart-words.ts'
import type { DoorDetail } from './door-panel.server.ts'

const basisKey = keysFor('basis', bases)
const partKey = keysFor('part', dayParts)
const answerKey = keysFor('answer', answers)
const promiseKey = keysFor('promise', outcomes)

type DoorPanelProps = {
  door: ChartDoor
  /** Committee view only; null while it is on its way. */
  detail: DoorDetail | null
  committee: boolean
  buildingId: string
  closeHref: string
  onClose: () => void
}

/** What is known of one door, beside the chart. Arrows walk the doors and this follows. */
export function DoorPanel({ door, detail, committee, buildingId, closeHref, onClose }: DoorPanelProps) {
  const i18n = useI18n()
  const word = useStateWord()
  return (
    <aside
      aria-label={i18n._('chart.door', { label: door.label })}
      className="fixed inset-x-0 bottom-14 z-10 max-h-[45dvh] overflow-auto border-t-2 border-ink bg-sheet px-3 py-3 desk:sticky desk:inset-auto desk:top-4 desk:max-h-[90dvh] desk:w-80 desk:shrink-0 desk:self-start desk:border-t-2 desk:px-4 print:hidden"
    >
      <div className="flex items-start justify-between gap-3">
        <h2 className="font-sign text-title font-bold" aria-live="polite">
          {door.label}
        </h2>
        <a
          href={closeHref}
          aria-label={i18n._('ui.close')}
          onClick={(event) => {
            event.preventDefault()
            onClose()
          }}
          className="-mt-1 -mr-2 grid size-12 shrink-0 place-items-center rounded-control hover:bg-sunk desk:size-10"
        >
          <X size={20} aria-hidden="true" />
        </a>
      </div>
      {door.struck ? (
        <p className="text-ink-2">{i18n._(struckKey(door.struck))}</p>
      ) : committee ? (
        detail && <DoorFile detail={detail} buildingId={buildingId} />
      ) : (
        <p className="text-ink-2">
          {[word('talked', door.reach), word('members', door.member), word('coming', door.coming)].join(
            ' · ',
          )}
        </p>
      )}
    </aside>
  )
}

function DoorFile({ detail, buildingId }: { detail: DoorDetail; buildingId: string }) {
  const i18n = useI18n()
  const format = useFormat()
  const disposition = useDispositionWord()
  const word = useStateWord()
  const languages = namesOfLanguages(i18n.locale)
  const { people, levels, repairs, followUps, lastDay, lastDisposition, lastPart } = detail
  return (
    <div className="text-label">
      {people.map((person) => (
        <div key={person.id}>
          <p className="text-body">
            <span dir="auto" className="font-semibold">
              {person.name === unnamed ? i18n._('people.noName') : person.name}
            </span>
            {person.languages.length > 0 && `, ${person.languages.map(languages).join(', ')}`}
            {person.membership === 'member' && <span> · ● {i18n._('chart.member.member')}</span>}
            {person.membership === 'pending' && <span> · {i18n._('chart.member.pending')}</span>}
            {person.followers > 1 && (
              <span className="block text-label text-ink-2">
                ★ {i18n._('chart.followedBy', { count: person.followers })}
              </span>
            )}
          </p>
          {person.name !== unnamed && <TiesInPanel buildingId={buildingId} person={person} />}
        </div>
      ))}
      {people.length === 0 && <p className="text-ink-2">{i18n._('chart.nobody')}</p>}
      <p className="mt-2 text-ink-2">
        {lastDay && lastDisposition
          ? [format.day(lastDay), disposition(lastDisposition), lastPart && i18n._(partKey(lastPart))]
              .filter(Boolean)
              .join(' · ')
          : i18n._('chart.reach.notYet')}
        {detail.tries > 1 && ` · ${i18n._('chart.tries', { count: detail.tries })}`}
      </p>
      <Mark detail={detail} buildingId={buildingId} />
      {levels && levels.length > 0 && (
        <Part title={i18n._('chart.colour.stand')}>
          {levels.map((one) => (
            <li key={`${one.day}${one.name}${one.level}`} className="py-0.5">
              <span className="flex items-start gap-2">
                <span className="swatch shrink-0" data-fill={`l${one.level}`} aria-hidden="true">
                  {one.level}
                </span>
                <span>
                  {word('stand', `l${one.level}`)} ·{' '}
                  <span dir="auto">{one.name === unnamed ? '' : one.name}</span> {format.day(one.day)}
                  <span className="text-ink-3">
                    {' '}
                    ·{' '}
                    {bases
                      .filter((basis) => one.basis.includes(basis))
                      .map((basis) => i18n._(basisKey(basis)))
                      .join(', ')}
                  </span>
                  {one.stale && <span className="block text-amber">△ {i18n._('chart.stale')}</span>}
                </span>
              </span>
            </li>
          ))}
        </Part>
      )}
      {repairs.length > 0 && (
        <Part title={i18n._('chart.colour.repairs')}>
          {repairs.map((repair) => {
            const category = categoryCodes.find((code) => code === repair.category)
            return (
              <li key={repair.id} className="py-0.5">
                <a
                  href={`/repairs/${detail.holdingId}/${repair.id}`}
                  className="text-enamel underline underline-offset-4"
                >
                  {category ? i18n._(categoryKey(category)) : repair.category}
                </a>{' '}
                · {i18n._(severityKey(repair.severity))} · {format.day(repair.since ?? repair.day)}
              </li>
            )
          })}
        </Part>
      )}
      {detail.answers.length > 0 && (
        <Part title={i18n._('chart.colour.coming')}>
          {detail.answers.map((one) => (
            <li key={one.startsAt + one.answer} className="py-0.5">
              {one.title}, {format.instant(one.startsAt)}: {i18n._(answerKey(one.answer))}
              {one.outcome && ` · ${i18n._(promiseKey(one.outcome))}`}
            </li>
          ))}
        </Part>
      )}
      {followUps.length > 0 && (
        <Part title={i18n._('chart.followUps')}>
          {followUps.map((one) => (
            <li key={one.what} dir="auto" className="py-0.5">
              {[one.what, one.due && format.day(one.due), one.ownerName].filter(Boolean).join(' · ')}
            </li>
          ))}
        </Part>
      )}
    </div>
  )
}

/** Whoever asked never to be visited, and why somebody may come again all the same. */
function Mark({
  detail: { isMarked, mayLift, lifted, key },
  buildingId,
}: {
  detail: DoorDetail
  buildingId: string
}) {
  const i18n = useI18n()
  const format = useFormat()
  return (
    <>
      {isMarked && (
        <p className="mt-1 font-semibold">
          <span aria-hidden="true">✕ </span>
          {i18n._('chart.doNotKnock')}
          {mayLift && (
            <>
              {' · '}
              <a
                href={`/buildings/${buildingId}/doors/${encodeURIComponent(key)}/lift`}
                className="text-enamel underline underline-offset-4"
              >
                {i18n._('lift.open')}
              </a>
            </>
          )}
        </p>
      )}
      {lifted && (
        <p className="mt-1 text-ink-2" dir="auto">
          {i18n._('lift.was', { day: format.day(lifted.day), who: lifted.who ?? i18n._('look.someone') })}
          {lifted.reason && ` “${lifted.reason}”`}
        </p>
      )}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h3 className="mt-3 border-t border-hair pt-2 text-label">{title}</h3>
      <ul>{children}</ul>
    </>
  )
}
