import { useFetcher } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { BeamBar } from '#app/ui/beam.tsx'
import { Button } from '#app/ui/button.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import type { BoardTeam } from './board.server.ts'
import { BoardPersonRow } from './board-person.tsx'
import { howLate } from './how-late.ts'
import { isBack } from './is-back.ts'

type TeamProps = {
  team: BoardTeam
  backBy: string
  now: Date
  /** Before, nobody is back from it. */
  hasBegun: boolean
  pairs: { id: string; name: string }[]
}

/** One pair: who, whether their phones are ready, the floor of the last door they sent, and whether they are back. */
export function BoardTeamRow({ team, backBy, now, hasBegun, pairs }: TeamProps) {
  const i18n = useI18n()
  const format = useFormat()
  const fetcher = useFetcher()
  const names = team.people.map(({ name }) => name)
  const title = team.name ?? (names.length > 0 && team.key ? format.list(names) : i18n._('board.noPair'))
  const allBack = isBack(team)
  const late = howLate(team, backBy, now)
  return (
    <article className="border-t-2 border-ink pt-3" aria-label={title}>
      <BeamBar size={12} total={team.doors} parts={[{ fill: 'solid', count: team.done }]} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 pt-2">
        <h3>
          <bdi>{title}</bdi>
        </h3>
        {allBack && <StatusChip tone="ok">✓ {i18n._('board.isBack')}</StatusChip>}
        {late && <StatusChip tone={late}>{i18n._('board.late', { time: format.time(backBy) })}</StatusChip>}
      </div>
      <p>
        {team.doors > 0 ? (
          <>
            {i18n._('board.done', { done: team.done, doors: team.doors })} ·{' '}
            <bdi>{format.list(team.addresses)}</bdi>
          </>
        ) : (
          i18n._('board.noDoors')
        )}
      </p>
      <p className="text-label text-ink-2">
        <Heard team={team} />
      </p>
      <ul className="mt-1">
        {team.people.map((person) => (
          <BoardPersonRow key={person.id} person={person} pairs={pairs.filter(({ id }) => id !== team.key)} />
        ))}
      </ul>
      {team.people.length === 0 && <p className="text-ink-2">{i18n._('board.nobody')}</p>}
      {team.people.length > 0 && (hasBegun || allBack) && (
        <fetcher.Form method="post" className="mt-2">
          {team.people.map(({ id }) => (
            <input key={id} type="hidden" name="accountIds" value={id} />
          ))}
          <Button
            type="submit"
            name="intent"
            value={allBack ? 'notBack' : 'back'}
            disabled={fetcher.state !== 'idle'}
            aria-label={i18n._(allBack ? 'board.notBackOf' : 'board.backOf', { who: title })}
          >
            {i18n._(allBack ? 'board.notBack' : 'board.back')}
          </Button>
        </fetcher.Form>
      )}
    </article>
  )
}

function Heard({ team: { heard, addresses } }: { team: BoardTeam }) {
  const i18n = useI18n()
  if (!heard) return i18n._('board.heard.nothing')
  const { floor, minutes, address } = heard
  const when =
    minutes < 5
      ? i18n._('board.heard.now')
      : minutes < 60
        ? i18n._('board.heard.minutes', { minutes })
        : i18n._('board.heard.long')
  return addresses.length > 1
    ? i18n._('board.heard.at', { address, floor, when })
    : i18n._('board.heard', { floor, when })
}
