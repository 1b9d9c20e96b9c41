import { useState } from 'react'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { CheckField, type FieldProps, SelectField, TextField } from '#app/ui/field.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import { buildingKinds, type DoorChange, NewBuildingForm, namings, struckReasons } from './building.schema.ts'
import { kindKey, struckKey } from './chart-words.ts'
import { PlanChart } from './plan-chart.tsx'
import { findTwins, type PlannedDoor, planDoors } from './plan-doors.ts'

const namingKey = keysFor('byHand.naming', namings)

type BuildingByHandProps = {
  bodies: readonly { id: string; name: string }[]
  result: Parameters<typeof useZodForm>[1]['result']
}

/** Address, floors, doors a floor, naming; the chart stands beside the form from the first number on. */
export function BuildingByHand({ bodies, result }: BuildingByHandProps) {
  const i18n = useI18n()
  const labels = useBuildingLabels()
  const form = useZodForm(NewBuildingForm, {
    labels: { ...labels, bodyId: i18n._('byHand.body') },
    defaultValues: { ...firstBuilding, bodyId: bodies[0]?.id ?? '' },
    result,
  })
  return (
    <Form {...form.props} className="flex flex-col gap-4">
      <ErrorSummary {...form.summary} />
      <BuildingFields form={form} />
      {bodies.length > 1 ? (
        <SelectField
          {...form.field('bodyId')}
          className="desk:w-80"
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <input type="hidden" {...form.register('bodyId')} defaultValue={bodies[0]?.id} />
      )}
      <Button type="submit" variant="main" className="self-start">
        {i18n._('byHand.add')}
      </Button>
    </Form>
  )
}

/** What a form starts with before anyone has typed. */
export const firstBuilding = {
  address: '',
  kind: 'multi_unit',
  floors: '6',
  perFloor: '4',
  staircases: '1',
  naming: 'letters',
  skip13: false,
  changes: '',
} as const

export function useBuildingLabels() {
  const i18n = useI18n()
  return {
    address: i18n._('byHand.address'),
    kind: i18n._('byHand.kind'),
    floors: i18n._('byHand.floors'),
    perFloor: i18n._('byHand.perFloor'),
    staircases: i18n._('byHand.staircases'),
    naming: i18n._('byHand.naming'),
    skip13: i18n._('byHand.skip13'),
    changes: i18n._('byHand.chart'),
  }
}

type Field = keyof typeof firstBuilding
type Registered = FieldProps & Pick<UseFormRegisterReturn, 'onChange' | 'onBlur' | 'ref'>
type BuildingForm = {
  field(name: Field): Registered & { defaultValue?: string | undefined }
  check(name: Field): Registered & { defaultChecked: boolean }
  watch(): unknown
}

/** The fields and the chart alone, for a form that asks for more: the first run does. */
export function BuildingFields({ form }: { form: BuildingForm }) {
  const i18n = useI18n()
  const [changes, setChanges] = useState<DoorChange[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const doors = plannedBy(form.watch(), changes)
  const door = doors?.find(({ planKey }) => planKey === chosen)
  const twins = doors ? findTwins(doors) : []
  const live = doors?.filter(({ struckReason }) => !struckReason).length ?? 0

  const change = (key: string, next: Omit<DoorChange, 'key'>) => {
    const others = changes.filter((one) => one.key !== key)
    setChanges(next.label || next.struck ? [...others, { key, ...next }] : others)
  }

  return (
    <div className="flex flex-col gap-8 desk:flex-row">
      <div className="flex flex-col gap-4 desk:w-80 desk:shrink-0">
        <TextField {...form.field('address')} autoComplete="street-address" />
        <div className="grid grid-cols-2 gap-3">
          <TextField {...form.field('floors')} inputMode="numeric" />
          <TextField {...form.field('perFloor')} inputMode="numeric" />
        </div>
        <TextField
          {...form.field('staircases')}
          hint={i18n._('byHand.staircases.hint')}
          inputMode="numeric"
        />
        <SelectField
          {...form.field('naming')}
          options={namings.map((value) => ({ value, label: i18n._(namingKey(value)) }))}
        />
        <CheckField {...form.check('skip13')} />
        <SelectField
          {...form.field('kind')}
          options={buildingKinds.map((value) => ({ value, label: i18n._(kindKey(value)) }))}
        />
        <input
          type="hidden"
          name="changes"
          value={changes.length > 0 ? JSON.stringify(changes) : ''}
          readOnly
        />
      </div>
      <div className="min-w-0 flex-1">
        <p className="text-label text-ink-2" role="status">
          {doors ? i18n._('chart.doors', { count: live }) : i18n._('byHand.tooMany')}
        </p>
        {twins.length > 0 && (
          <p className="text-label font-semibold text-amber">
            <span aria-hidden="true">△ </span>
            {i18n._('byHand.twins', { label: twins[0]?.label ?? '' })}
          </p>
        )}
        {doors && (
          <div className="mt-2 overflow-x-auto py-1">
            <PlanChart
              doors={doors}
              chosen={chosen}
              onChoose={(key) => setChosen(key === chosen ? null : key)}
            />
          </div>
        )}
        {door ? (
          <TileEditor key={door.planKey} door={door} onChange={(next) => change(door.planKey, next)} />
        ) : (
          <p className="mt-3 text-hint text-ink-3">{i18n._('byHand.tap')}</p>
        )}
      </div>
    </div>
  )
}

type TileEditorProps = { door: PlannedDoor; onChange: (change: Omit<DoorChange, 'key'>) => void }

function TileEditor({ door, onChange }: TileEditorProps) {
  const i18n = useI18n()
  const label = door.labelKey === door.planKey ? undefined : door.label
  const struck = door.struckReason ?? undefined
  return (
    <fieldset className="mt-3 flex max-w-reading flex-wrap items-end gap-3 border-t-2 border-ink pt-3">
      <legend className="sr-only">{i18n._('chart.door', { label: door.label })}</legend>
      <TextField
        name=""
        id="tile-label"
        label={i18n._('byHand.label')}
        defaultValue={door.label}
        maxLength={20}
        onChange={(event) => onChange({ label: event.target.value.trim() || undefined, struck })}
        className="max-w-40"
      />
      <SelectField
        name=""
        id="tile-struck"
        label={i18n._('byHand.strike')}
        empty={i18n._('byHand.isDoor')}
        value={door.struckReason ?? ''}
        options={struckReasons.map((value) => ({ value, label: i18n._(struckKey(value)) }))}
        onChange={(event) =>
          onChange({ label, struck: struckReasons.find((reason) => reason === event.target.value) })
        }
      />
    </fieldset>
  )
}

/** Null while what is typed is no building yet, or one too large to draw. */
function plannedBy(typed: unknown, changes: DoorChange[]) {
  const { staircases, floors, perFloor, naming, skip13 } = typed as Record<string, unknown>
  const shape = NewBuildingForm.safeParse({
    address: 'x',
    kind: 'multi_unit',
    bodyId: '00000000-0000-4000-8000-000000000000',
    staircases,
    floors,
    perFloor,
    naming,
    skip13,
  })
  return shape.success ? planDoors({ ...shape.data, changes }) : null
}
