import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { StatusChip } from '#app/ui/marks.tsx'
import { dispositionCodes } from '../../lists.ts'
import { refusals } from '../../sync/sync.schema.ts'
import { asideReasons } from '../by-hand/by-hand.schema.ts'
import type { LeadAct, LeadDoor } from './settle.server.ts'

const reasonKey = keysFor('look.reason', refusals)
const whyKey = keysFor('look.why', refusals)
const asideKey = keysFor('look.aside', asideReasons)
const dispositionKey = keysFor('disposition', dispositionCodes)

type LeadActRowProps = {
  act: LeadAct
  doors: LeadDoor[]
  mayRead: boolean
  readsResults: boolean
  errors: Record<string, { message: string }> | undefined
}

/** One act, and what its lead can do with it: both forms send it whole. */
export function LeadActRow({ act, doors, mayRead, readsResults, errors }: LeadActRowProps) {
  const i18n = useI18n()
  const format = useFormat()
  const who = act.personName ?? i18n._('look.someone')
  const titleId = `act-${act.id}`
  const here = doors.filter(({ buildingId }) => buildingId === act.buildingId)
  const open = here.length > 0 ? here : doors
  const isHere = open.some(({ id }) => id === act.unitId)
  return (
    <article aria-labelledby={titleId} className="flex flex-col gap-3">
      <p className="text-label text-ink-2">
        {format.instant(act.at)} · <bdi>{who}</bdi>
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <h2 id={titleId} className="font-sign text-section font-semibold">
          {act.door ? i18n._('look.door', { door: act.door }) : i18n._('look.noDoor')}
          {act.address && `, ${act.address}`}
        </h2>
        <StatusChip tone="look">{i18n._(reasonKey(act.code))}</StatusChip>
      </div>
      {act.kind !== 'unit' && <p>{i18n._(whyKey(act.code))}</p>}
      <What act={act} readsResults={readsResults} />
      {act.kind === 'knock' && act.disposition && open.length > 0 && (
        <Form method="post" className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="id" value={act.id} />
          <SelectField
            name="unitId"
            id={`unitId-${act.id}`}
            label={i18n._('look.hand.door')}
            options={open.map(({ id, label, address }) => ({
              value: id,
              label: here.length > 0 ? label : `${label}, ${address}`,
            }))}
            defaultValue={isHere ? (act.unitId ?? '') : ''}
            empty={i18n._('look.hand.choose')}
            error={errors?.unitId?.message}
          />
          <Button type="submit" variant="main" name="intent" value="knock">
            {i18n._('look.hand.do')}
          </Button>
        </Form>
      )}
      {act.kind === 'retract' && act.fact && doors.some(({ id }) => id === act.unitId) && (
        <Form method="post">
          <input type="hidden" name="id" value={act.id} />
          <Button type="submit" variant="main" name="intent" value="retract">
            {i18n._('look.hand.retract')}
          </Button>
        </Form>
      )}
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="id" value={act.id} />
        <SelectField
          name="reason"
          id={`reason-${act.id}`}
          label={i18n._('look.aside.why')}
          options={asideReasons.map((code) => ({ value: code, label: i18n._(asideKey(code)) }))}
          empty={i18n._('look.hand.choose')}
          defaultValue=""
          error={errors?.reason?.message}
        />
        <Button type="submit" name="intent" value="aside">
          {i18n._('look.aside.do')}
        </Button>
      </Form>
      {mayRead && (
        <p>
          <LinkButton to={`/doors/needs-a-look/${act.id}`}>{i18n._('look.open')}</LinkButton>
        </p>
      )}
    </article>
  )
}

type WhatProps = { act: LeadAct; readsResults: boolean }

function What({ act: { kind, disposition, saysMore, day, personName }, readsResults }: WhatProps) {
  const i18n = useI18n()
  const format = useFormat()
  const who = personName ?? i18n._('look.someone')
  if (kind === 'retract') return <p>{i18n._('look.hand.retractText', { who })}</p>
  if (kind === 'unit') return <p>{i18n._('look.lead.unit')}</p>
  // Sealed or not for their eyes: one sentence for both, for two would tell which it is.
  if (!disposition)
    return <p>{i18n._(readsResults ? 'look.hand.sealedText' : 'look.lead.hidden', { who })}</p>
  return (
    <div>
      <p className="font-semibold">
        {i18n._(dispositionKey(disposition))} · {format.day(day)}
      </p>
      {saysMore && <p>{i18n._('look.lead.more')}</p>}
      <p className="text-label">{i18n._('look.hand.stays', { who })}</p>
    </div>
  )
}
