import { useFetcher } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { UndoLine } from '#app/ui/undo-line.tsx'
import { usePersonName } from './people-words.ts'
import { type TieAct, undoOf } from './ties.schema.ts'
import type { Neighbor, Ties } from './ties.server.ts'

type PersonTiesProps = {
  buildingId: string
  ties: Ties
  mayWrite: boolean
  /** What was done on a page without the script. */
  did?: TieAct | undefined
}

/** Who follows whom, from this person's end. What was done stands there until the next act, and goes back with one press. */
export function PersonTies({ buildingId, ties, mayWrite, did }: PersonTiesProps) {
  const i18n = useI18n()
  const tieName = useTieName()
  const fetcher = useFetcher<{ did: TieAct }>()
  const at = `/buildings/${buildingId}/people/${ties.id}/ties`
  const done = fetcher.data?.did ?? did
  const free = (taken: Neighbor[]) => ties.others.filter(({ id }) => !taken.some((one) => one.id === id))
  const nameOf = (id: string) => tieName(ties.others.find((one) => one.id === id))

  const side = (is: 'follows' | 'followedBy', neighbors: Neighbor[]) => (
    <div className="min-w-0">
      <h3 className="text-label font-semibold">
        {i18n._(is === 'follows' ? 'ties.follows' : 'ties.followedBy')}
      </h3>
      {neighbors.length === 0 && <p className="py-1 text-ink-2">{i18n._('ties.nobody')}</p>}
      <ul>
        {neighbors.map((one) => (
          <li key={one.id} className="flex min-h-12 items-center gap-3 border-b border-hair">
            <bdi className="min-w-0 flex-1">{tieName(one)}</bdi>
            {mayWrite && (
              <fetcher.Form method="post" action={at} preventScrollReset>
                <input type="hidden" name="other" value={one.id} />
                <Button
                  type="submit"
                  variant="quiet"
                  name="intent"
                  value={`${is}Not`}
                  aria-label={i18n._('ties.removeName', { name: tieName(one) })}
                >
                  {i18n._('ties.remove')}
                </Button>
              </fetcher.Form>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && free(neighbors).length > 0 && (
        <fetcher.Form
          key={neighbors.length}
          method="post"
          action={at}
          preventScrollReset
          className="mt-3 flex flex-wrap items-end gap-3"
        >
          <input type="hidden" name="intent" value={is} />
          <SelectField
            id={`${is}-${ties.id}`}
            name="other"
            required
            label={i18n._(is === 'follows' ? 'ties.addFollows' : 'ties.addFollowedBy')}
            empty={i18n._('ties.choose')}
            options={free(neighbors).map((one) => ({ value: one.id, label: tieName(one) }))}
          />
          <Button type="submit">{i18n._('ties.add')}</Button>
        </fetcher.Form>
      )}
    </div>
  )

  return (
    <>
      {done && (
        <UndoLine
          onUndo={
            mayWrite
              ? () => fetcher.submit(undoOf(done), { method: 'post', action: at, preventScrollReset: true })
              : undefined
          }
        >
          {wordsOf(done)}
        </UndoLine>
      )}
      <div className="flex flex-col gap-6">
        {side('followedBy', ties.followedBy)}
        {side('follows', ties.follows)}
      </div>
    </>
  )

  function wordsOf({ intent, other }: TieAct) {
    const [from, to] = intent.startsWith('followedBy')
      ? [nameOf(other), tieName(ties)]
      : [tieName(ties), nameOf(other)]
    return i18n._(intent.endsWith('Not') ? 'ties.didNot' : 'ties.did', { from, to })
  }
}

function useTieName() {
  const i18n = useI18n()
  const personName = usePersonName()
  return (one: { name: string | null; doors?: string[] } | undefined) =>
    !one
      ? i18n._('people.someone')
      : one.doors?.length
        ? `${personName(one.name)} (${one.doors.join(', ')})`
        : personName(one.name)
}
