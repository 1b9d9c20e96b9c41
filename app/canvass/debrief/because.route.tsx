import { Front } from '#app/account/front.tsx'
import { withActor } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { TimeZoneProvider, useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import type { Route } from './+types/because.route.ts'
import { type Evening, listMyEvenings, listPaces, type PairPace } from './because.server.ts'
import { BecauseLines } from './because-lines.tsx'
import { PairPaces } from './pair-paces.tsx'

/** For everybody who knocked, guests too: what came of their evenings. Numbers and days, no name of a neighbor. */
export async function loader({ context }: Route.LoaderArgs) {
  return withActor(context, 'doors', async (db) => {
    const evenings = await listMyEvenings(db)
    const week = Date.parse(db.now) - 7 * 24 * 3_600_000
    const told = []
    for (const evening of evenings)
      told.push({
        ...evening,
        day: dayOf(evening.startsAt, db.union.timeZone),
        pairs: Date.parse(evening.endsAt) > week ? await listPaces(db, evening.id) : [],
      })
    return { evenings: told, timeZone: db.union.timeZone }
  })
}

export default function BecausePage({ loaderData: { evenings, timeZone } }: Route.ComponentProps) {
  const i18n = useI18n()
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <Front title={i18n._('because.title')} lead={i18n._('because.lead')}>
        <div className="flex flex-col gap-8">
          {evenings.length === 0 && <p>{i18n._('because.none')}</p>}
          {evenings.map((evening) => (
            <EveningPart key={evening.id} evening={evening} />
          ))}
          <LinkButton to="/doors" size="touch" variant="quiet" reloadDocument>
            {i18n._('because.toDoors')}
          </LinkButton>
        </div>
      </Front>
    </TimeZoneProvider>
  )
}

function EveningPart({ evening }: { evening: Evening & { day: string; pairs: PairPace[] } }) {
  const { day } = useFormat()
  return (
    <section className="border-t-2 border-ink pt-3">
      <h2>
        {day(evening.day)} · <bdi>{evening.place}</bdi>
      </h2>
      <div className="mt-1">
        <BecauseLines outcome={evening.outcome} />
      </div>
      {evening.pairs.length > 0 && (
        <div className="mt-3">
          <PairPaces pairs={evening.pairs} />
        </div>
      )}
    </section>
  )
}
