import { useEffect, useState } from 'react'
import { Form, Link } from 'react-router'
import { useStaircaseName } from '#app/buildings/use-staircase-name.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { byStairs, type LeftOutReason } from '../plan-doors.ts'
import { leftOutKey, useStartText } from '../plan-words.ts'
import type { Start } from '../rank-starts.ts'
import { useShiftTime } from '../shift-time.tsx'
import type { Conditions } from './list.schema.ts'
import { useDoorText } from './list-words.tsx'
import type { FoundDoor } from './lists.server.ts'

type Found = { buildingId: string; address: string; start: Start | null; doors: FoundDoor[] }
type ResultProps = { found: Found[]; isCut: boolean; sentence: string }

/** Building by building, each door with what was written at it. No names: what is printed may be lost. */
export function ListResult({ found, isCut, sentence }: ResultProps) {
  const i18n = useI18n()
  const doorText = useDoorText()
  const startText = useStartText()
  const staircaseName = useStaircaseName()
  const doors = found.reduce((sum, one) => sum + one.doors.length, 0)
  if (doors === 0) return <Empty>{i18n._('list.nothing')}</Empty>
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-3">
        <span>
          <strong>{i18n._('list.count', { doors, buildings: found.length })}</strong> · {sentence}
        </span>
        <PrintButton />
      </p>
      {isCut && <p className="mt-2 text-label text-amber">{i18n._('list.isCut', { doors })}</p>}
      {found.map(({ buildingId, address, start, doors: its }) => (
        <section key={buildingId} className="mt-4">
          <h3 className="font-semibold">
            <Link to={`/buildings/${buildingId}`} className="text-enamel underline-offset-4 hover:underline">
              {address}
            </Link>{' '}
            · {i18n._('turf.countDoors', { doors: its.length })}
          </h3>
          {start && <p className="text-label">{startText(start)}</p>}
          {byStairs(its).map(({ entrance, doors: onThem }, _, all) => (
            <div key={entrance}>
              {all.length > 1 && <h4 className="mt-2 text-label font-semibold">{staircaseName(entrance)}</h4>}
              <ul>
                {onThem.map((door) => (
                  <li key={door.unitId} className="flex gap-4 border-b border-hair py-1">
                    <strong className="w-16 shrink-0">{door.label}</strong>
                    <span>{doorText(door)}</span>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </>
  )
}

/** Only where there is script: without it, the browser's own menu prints. */
function PrintButton() {
  const i18n = useI18n()
  const [isThere, setIsThere] = useState(false)
  useEffect(() => setIsThere(true), [])
  return isThere && <Button onClick={() => window.print()}>{i18n._('list.print')}</Button>
}

type Coming = { id: string; startsAt: string; endsAt: string; place: string }
type ActsProps = {
  doors: number
  leftOut: { reason: LeftOutReason; doors: number }[]
  asked: Conditions
  bodyId: string
  name: string
  shifts: Coming[]
  mayPlan: boolean
  query: string
  error: string | undefined
}

/** Keep the list under a name, or knock on its doors. */
export function ListActs({ doors, leftOut, asked, bodyId, name, shifts, mayPlan, query, error }: ActsProps) {
  const i18n = useI18n()
  const format = useFormat()
  const shiftTime = useShiftTime()
  const taken = doors - leftOut.reduce((sum, group) => sum + group.doors, 0)
  if (doors === 0) return null
  return (
    <div className="flex flex-col gap-5 print:hidden">
      {mayPlan && leftOut.length > 0 && (
        <p className="max-w-reading text-label">
          {i18n._('list.leftOut', {
            taken,
            doors: doors - taken,
            why: format.list(leftOut.map(({ reason, doors }) => i18n._(leftOutKey(reason), { doors }))),
          })}
        </p>
      )}
      {mayPlan && taken > 0 && (
        <div className="flex flex-wrap items-end gap-3">
          <LinkButton to={`/turf/new?body=${bodyId}&list=${encodeURIComponent(query)}`} variant="main">
            {i18n._('list.makeShift')}
          </LinkButton>
          {shifts.length > 0 && (
            <Form method="post" className="flex min-w-0 flex-1 basis-72 flex-wrap items-end gap-3">
              <AskedFields asked={asked} bodyId={bodyId} intent="plan" />
              <div className="min-w-0 flex-1 basis-48">
                <SelectField
                  name="shiftId"
                  label={i18n._('list.toShift')}
                  options={shifts.map((shift) => ({
                    value: shift.id,
                    label: `${shiftTime(shift)} · ${shift.place}`,
                  }))}
                />
              </div>
              <Button type="submit">{i18n._('list.addToShift')}</Button>
            </Form>
          )}
        </div>
      )}
      <Form method="post" className="flex max-w-lg flex-wrap items-end gap-3">
        <AskedFields asked={asked} bodyId={bodyId} intent="save" />
        <div className="min-w-0 flex-1 basis-48">
          <TextField
            name="name"
            label={i18n._('list.name')}
            hint={i18n._('list.nameHint')}
            defaultValue={name}
            maxLength={80}
            autoComplete="off"
            error={error}
          />
        </div>
        <Button type="submit">{i18n._('list.save')}</Button>
      </Form>
    </div>
  )
}

function AskedFields({ asked, bodyId, intent }: { asked: Conditions; bodyId: string; intent: string }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="bodyId" value={bodyId} />
      {entriesOf(asked).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

/** What was asked, as a form or an address says it. */
export function entriesOf(asked: Conditions): [name: string, value: string][] {
  return Object.entries(asked).flatMap(([name, value]) =>
    [value].flat().flatMap((one): [string, string][] => {
      if (one === null || one === false) return []
      return [[name, one === true ? 'on' : String(one)]]
    }),
  )
}
