import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'

type PaperChoiceProps = {
  buildings: { buildingId: string; address: string }[]
  chosen: { buildingId: string } | null
  children?: ReactNode
}

/** Whose doors are on the paper, and what else is asked before it is drawn. */
export function PaperChoice({ buildings, chosen, children }: PaperChoiceProps) {
  const i18n = useI18n()
  if (buildings.length < 2 && !children) return null
  return (
    <Form className="flex max-w-reading flex-wrap items-end gap-3">
      {buildings.length > 1 && (
        <div className="min-w-0 flex-1">
          <SelectField
            name="building"
            label={i18n._('meeting.building')}
            defaultValue={chosen?.buildingId}
            options={buildings.map(({ buildingId, address }) => ({ value: buildingId, label: address }))}
          />
        </div>
      )}
      {children}
      <Button type="submit">{i18n._('meetingPaper.show')}</Button>
    </Form>
  )
}
