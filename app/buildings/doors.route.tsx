import { useState } from 'react'
import { Form, useSubmit } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { UndoLine } from '#app/ui/undo-line.tsx'
import type { Route } from './+types/doors.route.ts'
import { DoorAct, struckReasons } from './building.schema.ts'
import './chart.css'
import { struckKey } from './chart-words.ts'
import { changeDoors, type EditedDoor, readDoors } from './doors.server.ts'
import { PlanChart } from './plan-chart.tsx'
import { StaircaseField, StaircaseLines, StaircaseOfDoor } from './staircase-forms.tsx'

export async function loader({ params: { buildingId }, context }: Route.LoaderArgs) {
  requireUuid(buildingId)
  return withPage(context, 'buildings.write', async (db) => ({ building: await readDoors(db, buildingId) }))
}

export async function action({ params: { buildingId }, request, context }: Route.ActionArgs) {
  requireUuid(buildingId)
  const form = await parseForm(request, DoorAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  const done = await withActor(context, 'buildings.write', (db) => changeDoors(db, buildingId, act))
  if (!done.ok) return invalid(refuse({ ...act }, done.field, done.reason))
  const label =
    act.act === 'staircase' ? act.entrance : 'label' in act ? act.label : 'key' in act ? act.key : ''
  return { did: act.act, label, undo: done.undo }
}

export default function DoorsPage({ loaderData: { building }, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const [chosen, setChosen] = useState<string | null>(null)
  const door = building.doors.find(({ key }) => key === chosen)
  const live = building.doors.filter(({ struck }) => !struck).length
  const answer = actionData && 'did' in actionData ? actionData : null
  const wrong = actionData && 'errors' in actionData ? actionData : null
  const errorAt = (act: string) =>
    wrong?.values.act === act || wrong?.values.act === undefined ? wrong?.errors.label?.message : undefined
  const stairsErrorAt = (ofDoor: boolean) =>
    wrong?.values.act === 'staircase' && Boolean(wrong.values.key) === ofDoor
      ? wrong.errors.entrance?.message
      : undefined

  return (
    <Page
      title={building.address}
      lead={
        building.counted ? i18n._('chart.doors', { count: live }) : i18n._('doors.listed', { count: live })
      }
      actions={<LinkButton to={`/buildings/${building.id}`}>{i18n._('doors.back')}</LinkButton>}
    >
      {answer && <Done answer={answer} />}
      <div className="flex flex-col gap-8 desk:flex-row">
        <div className="min-w-0 flex-1 overflow-x-auto py-1">
          <PlanChart
            doors={building.doors.map((one) => ({
              ...one,
              planKey: one.key,
              labelKey: one.key,
              struckReason: one.struck,
            }))}
            chosen={chosen}
            onChoose={(key) => setChosen(key === chosen ? null : key)}
          />
          {building.doors.length > 0 && <p className="mt-3 text-hint text-ink-3">{i18n._('doors.tap')}</p>}
        </div>
        <div className="desk:w-80 desk:shrink-0">
          {door && (
            <DoorForms
              key={`${door.key} ${door.entrance}`}
              door={door}
              error={errorAt('rename')}
              stairsError={stairsErrorAt(true)}
            />
          )}
          <Section title={i18n._('doors.add')}>
            <Form method="post" className="flex flex-col gap-3" key={building.doors.length}>
              <input type="hidden" name="act" value="add" />
              <TextField
                name="label"
                id="add-label"
                label={i18n._('byHand.label')}
                maxLength={20}
                required
                error={errorAt('add')}
                defaultValue={wrong?.values.act === 'add' ? String(wrong.values.label ?? '') : ''}
              />
              <TextField
                name="floor"
                label={i18n._('doors.floor')}
                hint={i18n._('doors.floor.hint')}
                maxLength={8}
              />
              {building.doors.some(({ entrance }) => entrance) && <StaircaseField id="add-staircase" />}
              <div>
                <Button type="submit">{i18n._('doors.add')}</Button>
              </div>
            </Form>
          </Section>
          <StaircaseLines doors={building.doors} error={stairsErrorAt(false)} />
          {!building.counted && building.doors.length > 0 && (
            <Section title={i18n._('doors.counted')}>
              <Form method="post">
                <input type="hidden" name="act" value="counted" />
                <p className="mb-3 text-ink-2">{i18n._('doors.counted.text', { count: live })}</p>
                <Button type="submit">{i18n._('doors.counted.do')}</Button>
              </Form>
            </Section>
          )}
        </div>
      </div>
    </Page>
  )
}

type DoorFormsProps = { door: EditedDoor; error: string | undefined; stairsError: string | undefined }

function DoorForms({ door, error, stairsError }: DoorFormsProps) {
  const i18n = useI18n()
  return (
    <div className="border-t-2 border-ink pt-3">
      <h2>{i18n._('chart.door', { label: door.label })}</h2>
      <Form method="post" className="mt-3 flex flex-col gap-3">
        <input type="hidden" name="act" value="rename" />
        <input type="hidden" name="key" value={door.key} />
        <TextField
          name="label"
          label={i18n._('byHand.label')}
          defaultValue={door.label}
          maxLength={20}
          required
          error={error}
        />
        <div>
          <Button type="submit">{i18n._('doors.rename')}</Button>
        </div>
      </Form>
      <StaircaseOfDoor door={door} error={stairsError} />
      <Form method="post" className="mt-4 flex flex-col gap-3">
        <input type="hidden" name="act" value={door.struck ? 'unstrike' : 'strike'} />
        <input type="hidden" name="key" value={door.key} />
        {!door.struck && (
          <SelectField
            name="reason"
            label={i18n._('byHand.strike')}
            options={struckReasons.map((value) => ({ value, label: i18n._(struckKey(value)) }))}
          />
        )}
        <div>
          <Button type="submit">{i18n._(door.struck ? 'doors.unstrike' : 'doors.strike')}</Button>
        </div>
      </Form>
    </div>
  )
}

type Answer = { did: DoorAct['act']; label: string; undo: DoorAct | null }

function Done({ answer: { did, label, undo } }: { answer: Answer }) {
  const i18n = useI18n()
  const submit = useSubmit()
  const words = {
    add: i18n._('doors.did.add', { label }),
    rename: i18n._('doors.did.rename', { label }),
    strike: i18n._('doors.did.strike', { label }),
    unstrike: i18n._('doors.did.unstrike', { label }),
    counted: i18n._('doors.did.counted'),
    staircase: label ? i18n._('doors.did.staircase', { label }) : i18n._('doors.did.noStaircase'),
  }
  return <UndoLine onUndo={undo ? () => submit(undo, { method: 'post' }) : undefined}>{words[did]}</UndoLine>
}
