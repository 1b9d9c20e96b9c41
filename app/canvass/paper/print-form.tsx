import { useState } from 'react'
import { Form, Link } from 'react-router'
import type { FieldErrors } from '#app/core/form.server.ts'
import type { ActionChoice } from '#app/federation/meetings/meetings.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckField, SelectField } from '#app/ui/field.tsx'
import type { PrintPlace } from './make-sheets.server.ts'

type PrintFormProps = {
  place: PrintPlace & { mayPrintLevels: boolean; actions: ActionChoice[] }
  errors: FieldErrors
}

/** Which floors, and whether with levels: those only where they are meant, since paper gets lost. */
export function PrintForm({ place, errors }: PrintFormProps) {
  const i18n = useI18n()
  const [levels, setLevels] = useState(Boolean(errors.levelsMeant))
  return (
    <Form method="post" className="flex max-w-reading flex-col gap-4">
      <input type="hidden" name="intent" value="print" />
      <input type="hidden" name="buildingId" value={place.buildingId} />
      <input type="hidden" name="turfId" value={place.turfId ?? ''} />
      <p>
        <strong>{place.address}</strong> ·{' '}
        <Link to="/turf/paper" className="text-enamel underline underline-offset-4">
          {i18n._('paper.print.other')}
        </Link>
      </p>
      <fieldset>
        <legend className="text-label font-semibold">{i18n._('paper.print.floors')}</legend>
        <p className="text-hint text-ink-3">{i18n._('paper.print.allFloors')}</p>
        <div className="mt-1 flex flex-wrap gap-x-5">
          {place.floors.map(({ floor, doors }) => (
            <label key={floor} className="inline-flex min-h-12 items-center gap-2">
              <input type="checkbox" name="floors" value={floor} className="size-5 accent-green" />
              {i18n._('turf.floor', { floor, doors })}
            </label>
          ))}
        </div>
      </fieldset>
      {place.actions.length > 0 && (
        <SelectField
          name="actionId"
          label={i18n._('turf.action')}
          hint={i18n._('turf.actionHint')}
          empty={i18n._('turf.noAction')}
          options={place.actions.map(({ id, title }) => ({ value: id, label: title }))}
          error={errors.actionId?.message}
        />
      )}
      {place.mayPrintLevels && (
        <>
          <CheckField
            name="levels"
            label={i18n._('paper.levels.with')}
            hint={i18n._('paper.levels.hint')}
            checked={levels}
            onChange={(event) => setLevels(event.target.checked)}
          />
          {levels && (
            <CheckField
              name="levelsMeant"
              label={i18n._('paper.levels.meant')}
              error={errors.levelsMeant?.message}
            />
          )}
        </>
      )}
      <div>
        <Button type="submit" variant="main">
          {i18n._('paper.print.make')}
        </Button>
      </div>
    </Form>
  )
}
