import { useFetcher } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import type { HandedBack } from './hand-back.server.ts'
import { handBackKey } from './hand-back-words.ts'

type BoardHandedProps = { turf: HandedBack; pairs: { id: string; name: string }[] }

/** Doors that came back, why, and the way to another pair. */
export function BoardHanded({ turf, pairs }: BoardHandedProps) {
  const i18n = useI18n()
  const format = useFormat()
  const fetcher = useFetcher()
  const { turfId, address, why, fromName, labels } = turf
  return (
    <article className="border-t-2 border-ink pt-3" aria-label={address}>
      <h3>
        {address} · {i18n._('turf.countDoors', { doors: labels.length })}
      </h3>
      <p>
        {i18n._(handBackKey(why))}
        {fromName && (
          <>
            {' '}
            · <bdi>{fromName}</bdi>
          </>
        )}
      </p>
      <p className="text-label text-ink-2">{format.list(labels)}</p>
      {pairs.length > 0 && (
        <fetcher.Form method="post" className="mt-2 flex flex-wrap items-end gap-3">
          <input type="hidden" name="turfId" value={turfId} />
          <SelectField
            name="pairId"
            id={`to-${turfId}`}
            label={i18n._('handBack.to')}
            // Whoever handed them back has no time for them: another pair stands there first.
            defaultValue={pairs.find(({ name }) => name !== fromName)?.id}
            options={pairs.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button type="submit" name="intent" value="giveOn" disabled={fetcher.state !== 'idle'}>
            {i18n._('handBack.giveOn')}
          </Button>
        </fetcher.Form>
      )}
    </article>
  )
}
