import { Form, useNavigation } from 'react-router'
import type { FieldErrors } from '#app/core/form.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import type { Keeper, Promised } from './debrief.server.ts'

type Result = { values: { id?: unknown }; errors: FieldErrors } | undefined
type PromisesProps = { promises: Promised[]; keepers: Keeper[]; today: string; result: Result }

/** What was promised, who does it and when. What has nobody yet comes first. */
export function Promises({ promises, keepers, today, result }: PromisesProps) {
  const i18n = useI18n()
  const left = promises.filter(({ ownerId, doneAt }) => !ownerId && !doneAt).length
  if (promises.length === 0) return <Empty>{i18n._('debrief.promises.none')}</Empty>
  return (
    <>
      <p
        role="status"
        className={left > 0 ? 'rounded-control bg-amber-tint px-3 py-2' : 'text-label text-ink-2'}
      >
        {i18n._('debrief.promises.left', { left })}
      </p>
      {promises.some(({ doneAt }) => !doneAt) && (
        <p className="max-w-reading text-label text-ink-2 print:hidden">{i18n._('debrief.promises.who')}</p>
      )}
      <ul className="mt-2">
        {promises.map((promise) => (
          <li key={promise.id} className="border-b border-hair py-3">
            <PromiseRow
              promise={promise}
              keepers={keepers}
              today={today}
              result={result?.values.id === promise.id ? result : undefined}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

/** For a lead who may not read them: how many, and that somebody does. */
export function PromisesMade({ made, kept, left }: { made: number; kept: number; left: number }) {
  const i18n = useI18n()
  if (made === 0) return <Empty>{i18n._('debrief.promises.none')}</Empty>
  return (
    <>
      <p>{i18n._('because.kept', { kept, promises: made })}</p>
      {left > 0 && <p>{i18n._('debrief.promises.nobody', { left })}</p>}
      <p className="max-w-reading text-label text-ink-2">{i18n._('debrief.promises.read')}</p>
    </>
  )
}

type RowProps = { promise: Promised; keepers: Keeper[]; today: string; result: Result }

function PromiseRow({ promise, keepers, today, result }: RowProps) {
  const i18n = useI18n()
  const format = useFormat()
  const busy = useNavigation().state !== 'idle'
  const { holdingId, id, what, door, address, due, doneAt, named, ownerId, owner } = promise
  const error = (name: string) => result?.errors[name]?.message
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <bdi className="font-semibold">{what}</bdi>
        {doneAt && <StatusChip tone="ok">✓ {i18n._('debrief.promise.kept')}</StatusChip>}
        {!doneAt && !ownerId && <StatusChip tone="look">{i18n._('debrief.promise.nobody')}</StatusChip>}
      </div>
      <p className="text-label text-ink-2">
        <bdi>
          {door} · {address}
        </bdi>
        {owner ? (
          <>
            {' '}
            · {i18n._('debrief.promise.owner')}: <bdi>{owner}</bdi>
          </>
        ) : (
          named && <> · {i18n._('debrief.promise.named', { name: named })}</>
        )}
        {due && <> · {i18n._('debrief.promise.by', { day: format.day(due) })}</>}
      </p>
      {!doneAt && (
        <Form
          method="post"
          preventScrollReset
          aria-label={`${what}: ${door} · ${address}`}
          className="mt-2 flex flex-wrap items-end gap-3 print:hidden"
        >
          <input type="hidden" name="intent" value="promise" />
          <input type="hidden" name="holdingId" value={holdingId} />
          <input type="hidden" name="id" value={id} />
          <SelectField
            id={`owner-${id}`}
            name="ownerId"
            label={i18n._('debrief.promise.owner')}
            empty={i18n._('debrief.promise.choose')}
            required
            defaultValue={ownerId ?? ''}
            error={error('ownerId')}
            options={keepers.map((keeper) => ({ value: keeper.id, label: keeper.name }))}
          />
          <TextField
            id={`due-${id}`}
            name="due"
            type="date"
            label={i18n._('debrief.promise.day')}
            required
            min={today}
            defaultValue={due ?? ''}
            error={error('due')}
          />
          <Button type="submit" disabled={busy} aria-label={i18n._('debrief.promise.saveOf', { what })}>
            {i18n._('debrief.promise.save')}
          </Button>
        </Form>
      )}
    </>
  )
}
