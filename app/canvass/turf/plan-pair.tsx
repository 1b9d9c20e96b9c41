import type { ReactNode } from 'react'
import { Form, Link } from 'react-router'
import { useStaircaseName } from '#app/buildings/use-staircase-name.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { useLanguageName } from './language-names.tsx'
import type { PairView, PartView, StairsView } from './plan-view.ts'
import { useStartText } from './plan-words.ts'

export type PlaceToGo = { value: string; label: string }

/** What one pair is to knock, building by building, and the way to give some of it to another. */
export function PlanPair({
  pair,
  places,
  shiftId,
}: {
  pair: PairView
  places: PlaceToGo[]
  shiftId: string
}) {
  const i18n = useI18n()
  const format = useFormat()
  const languageName = useLanguageName()
  const label = places.find(({ value }) => value === pair.pairId)?.label ?? pair.name
  return (
    <section className="border-t-2 border-ink pt-2" aria-labelledby={`pair-${pair.pairId}`}>
      <h3
        id={`pair-${pair.pairId}`}
        className="flex flex-wrap items-center gap-x-3 text-section font-semibold"
      >
        <bdi>{label}</bdi>
        {pair.needed > pair.minutes && <StatusChip tone="look">{i18n._('plan.tooMuch')}</StatusChip>}
      </h3>
      <p className="text-label text-ink-2">
        {i18n._('plan.pairSum', {
          doors: pair.doors,
          floors: pair.floors,
          needed: pair.needed,
          minutes: pair.minutes,
        })}
        {pair.languages.length > 0 && ` · ${format.list(pair.languages.map(languageName))}`}
      </p>
      {pair.names.length === 0 && <p className="text-label text-amber">{i18n._('plan.nobodyIn')}</p>}
      {pair.given.map((part) => (
        <p key={part.buildingId} className="mt-2">
          {i18n._('plan.given', part)}
        </p>
      ))}
      {pair.given.length > 0 && (
        <p className="text-label">
          <Link
            to={`/turf/${shiftId}#given`}
            className="inline-flex min-h-12 items-center text-enamel underline-offset-4 hover:underline desk:min-h-10"
          >
            {i18n._('plan.toGiven')}
          </Link>
        </p>
      )}
      {pair.buildings.map((part) => (
        <PlanPart key={part.buildingId} part={part} pairId={pair.pairId} places={places} />
      ))}
      {pair.buildings.length === 0 && (
        <p className="mt-2 text-ink-2">
          {i18n._(pair.given.length > 0 ? 'plan.nothingMore' : 'plan.noDoors')}
        </p>
      )}
    </section>
  )
}

function PlanPart({ part, pairId, places }: { part: PartView; pairId: string; places: PlaceToGo[] }) {
  const i18n = useI18n()
  const format = useFormat()
  const languageName = useLanguageName()
  const startText = useStartText()
  const staircaseName = useStaircaseName()
  const onStairs = ({ entrance, floors }: StairsView) => {
    const on = i18n._('plan.onFloors', {
      count: floors.length,
      floors: format.list(floors.map(({ floor }) => floor)),
    })
    return entrance ? `${staircaseName(entrance)}: ${on}` : on
  }
  const id = `${pairId}-${part.buildingId}`
  const targets = places.filter(({ value }) => value !== pairId)
  return (
    <div className="border-b border-hair py-3">
      <p className="font-semibold">
        {part.address} · {i18n._('turf.countDoors', { doors: part.doors })} ·{' '}
        {i18n._('plan.minutes', { minutes: part.minutes })}
      </p>
      <p className="text-label text-ink-2">
        {part.stairs.map(onStairs).join(' · ')}
        {part.languages.length > 0 &&
          ` · ${i18n._('plan.spoken', { languages: format.list(part.languages.map(languageName)) })}`}
      </p>
      {part.start && <p className="text-label">{startText(part.start)}</p>}
      {part.otherLanguage > 0 && (
        <p className="text-label text-amber">{i18n._('plan.otherLanguage', { doors: part.otherLanguage })}</p>
      )}
      <details>
        <summary className="inline-flex min-h-12 items-center text-enamel desk:min-h-10">
          {i18n._('plan.moveSome', { address: part.address })}
        </summary>
        <Form method="post" preventScrollReset key={part.doors}>
          <input type="hidden" name="intent" value="move" />
          <input type="hidden" name="from" value={pairId} />
          <input type="hidden" name="buildingId" value={part.buildingId} />
          <p className="text-hint text-ink-3">{i18n._('plan.tickHint')}</p>
          {part.stairs.map((stairs) => (
            <StairsTicks key={stairs.entrance} stairs={stairs} />
          ))}
          <div className="flex max-w-lg flex-wrap items-end gap-3 py-2">
            <div className="min-w-0 flex-1">
              <SelectField id={`to-${id}`} name="to" label={i18n._('plan.to')} options={targets} />
            </div>
            <Button type="submit">{i18n._('plan.move')}</Button>
          </div>
        </Form>
      </details>
    </div>
  )
}

/** A staircase as a whole, its floors and doors one by one, and its lines. */
function StairsTicks({ stairs: { entrance, doors, floors, lines } }: { stairs: StairsView }) {
  const i18n = useI18n()
  const staircaseName = useStaircaseName()
  const named = (words: string) => (entrance ? `${staircaseName(entrance)}: ${words}` : words)
  return (
    <>
      {entrance && (
        <Tick name="stairs" value={entrance}>
          <strong>
            {staircaseName(entrance)} · {i18n._('turf.countDoors', { doors })}
          </strong>
        </Tick>
      )}
      <fieldset>
        <legend className="text-label font-semibold">{named(i18n._('turf.floors'))}</legend>
        {floors.map(({ place, floor, doors: its }) => (
          <div key={place} className="flex flex-wrap items-center gap-x-4">
            <Tick name="floors" value={place}>
              {i18n._('turf.floor', { floor, doors: its.length })}
            </Tick>
            <span className="flex flex-wrap gap-x-4">
              {its.map(({ unitId, label }) => (
                <Tick key={unitId} name="units" value={unitId}>
                  <span className="sr-only">{i18n._('plan.door')}</span> {label}
                </Tick>
              ))}
            </span>
          </div>
        ))}
      </fieldset>
      {lines.length > 0 && (
        <fieldset className="flex flex-wrap gap-x-4">
          <legend className="text-label font-semibold">{named(i18n._('plan.lines'))}</legend>
          {lines.map(({ place, line, doors: its }) => (
            <Tick key={place} name="lines" value={place}>
              {i18n._('plan.line', { line, doors: its })}
            </Tick>
          ))}
        </fieldset>
      )}
    </>
  )
}

function Tick({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <label className="inline-flex min-h-12 items-center gap-2 desk:min-h-10">
      <input type="checkbox" name={name} value={value} className="size-6 shrink-0" />
      <span>{children}</span>
    </label>
  )
}
