import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { BeamBar } from '#app/ui/beam.tsx'
import { Empty } from '#app/ui/empty.tsx'
import type { PairPace } from './because.server.ts'

const paceKey = keysFor('debrief.pace', ['everybody_home', 'seconds_apart'])

/** Each pair's doors and talks, how many opened and how long one door took; what looks odd is asked, not told. */
export function PairPaces({ pairs }: { pairs: PairPace[] }) {
  const i18n = useI18n()
  if (pairs.length === 0) return <Empty>{i18n._('debrief.pairs.none')}</Empty>
  return (
    <>
      <div className="grid gap-6 desk:grid-cols-2">
        {pairs.map((pair) => (
          <OnePair key={pair.team} of={pair} />
        ))}
      </div>
      <p className="mt-4 max-w-reading text-label text-ink-2">
        {pairs.some(({ contact }) => contact !== null) && `${i18n._('debrief.openedMeans')} `}
        {i18n._('debrief.notKept')}
      </p>
    </>
  )
}

function OnePair({ of: { pair, people, alone, doors, talks, contact, minutes, asks } }: { of: PairPace }) {
  const i18n = useI18n()
  const { percent, number, list } = useFormat()
  const name = pair ?? list(people ?? [])
  return (
    <article aria-label={name} className="border-t-2 border-ink pt-3">
      <BeamBar
        size={12}
        total={doors}
        parts={[
          { fill: 'solid', count: talks },
          { fill: 'striped', count: doors - talks },
        ]}
      />
      <h3 className="pt-2">
        <bdi>{name}</bdi>
      </h3>
      <p>{i18n._('debrief.sentence', { doors, talks })}</p>
      <p className="text-label text-ink-2">
        {alone && i18n._('debrief.alone')}
        {contact !== null && i18n._('debrief.contact', { share: percent(contact) })}
        {minutes !== null && <> · {i18n._('debrief.minutes', { minutes: number(minutes) })}</>}
      </p>
      {asks.map((ask) => (
        <p key={ask} className="mt-1 rounded-control bg-amber-tint px-3 py-2 text-label">
          {i18n._(paceKey(ask))}
        </p>
      ))}
    </article>
  )
}
