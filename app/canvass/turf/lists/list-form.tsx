import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { categoryCodes } from '#app/grievances/categories.ts'
import { categoryKey } from '#app/grievances/repair-words.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { CheckField, SelectField, TextField } from '#app/ui/field.tsx'
import { dispositionCodes, languages } from '../../lists.ts'
import { useLanguageName } from '../language-names.tsx'
import { type Conditions, followUpCodes, levelCodes, memberCodes, talkedCodes } from './list.schema.ts'
import { followUpKey, levelKey, meansKey, memberKey, resultKey, talkedKey } from './list-words.tsx'
import type { ListBuilding } from './lists.server.ts'

type Props = {
  asked: Conditions
  bodyId: string
  /** `areMore`: too many to choose from; each has a link of its own. */
  buildings: ListBuilding[]
  areMore: boolean
  errors: Record<string, string>
}

/** All that can be asked, in plain boxes; the address of the page says what was asked. */
export function ListForm({ asked, bodyId, buildings, areMore, errors }: Props) {
  const i18n = useI18n()
  const languageName = useLanguageName()
  const number = (name: 'notReachedIn' | 'resultWithin' | 'notKnockedFor', label: string) => (
    <TextField
      name={name}
      label={label}
      inputMode="numeric"
      defaultValue={asked[name]?.toString() ?? ''}
      error={errors[name]}
    />
  )
  return (
    <Form className="flex max-w-lg flex-col gap-5">
      <input type="hidden" name="body" value={bodyId} />
      <input type="hidden" name="find" value="" />
      {buildings.length > 1 && (
        <SelectField
          name="buildingId"
          label={i18n._('list.ask.building')}
          hint={areMore ? i18n._('list.ask.moreBuildings') : undefined}
          defaultValue={asked.buildingId ?? ''}
          empty={i18n._('list.anyBuilding')}
          options={buildings.map(({ buildingId, address }) => ({ value: buildingId, label: address }))}
        />
      )}
      {number('notReachedIn', i18n._('list.ask.notReachedIn'))}
      <SelectField
        name="talked"
        label={i18n._('list.ask.talked')}
        defaultValue={asked.talked ?? ''}
        empty={i18n._('list.whatever')}
        options={talkedCodes.map((code) => ({ value: code, label: i18n._(talkedKey(code)) }))}
      />
      <div className="grid grid-cols-2 items-end gap-4">
        <TextField name="floors" label={i18n._('list.ask.floors')} defaultValue={asked.floors.join(', ')} />
        <TextField name="lines" label={i18n._('list.ask.lines')} defaultValue={asked.lines.join(', ')} />
      </div>
      <Folded title={i18n._('list.ask.languages')} open={asked.languages.length > 0}>
        <CheckGroup
          name="languages"
          label={i18n._('list.ask.languages')}
          inline
          defaultValue={asked.languages}
          options={languages.map((code) => ({ value: code, label: languageName(code) }))}
        />
      </Folded>
      <Folded
        title={i18n._('list.ask.lastTime')}
        open={asked.results.length > 0 || asked.resultWithin !== null || asked.notKnockedFor !== null}
      >
        <CheckGroup
          name="results"
          label={i18n._('list.ask.results')}
          inline
          defaultValue={asked.results}
          options={dispositionCodes.map((code) => ({ value: code, label: i18n._(resultKey(code)) }))}
        />
        {number('resultWithin', i18n._('list.ask.resultWithin'))}
        {number('notKnockedFor', i18n._('list.ask.notKnockedFor'))}
      </Folded>
      <Folded
        title={i18n._('list.ask.more')}
        open={
          asked.levels.length > 0 ||
          Boolean(asked.followUp || asked.repair || asked.member) ||
          asked.yesNotCame ||
          asked.refusedOver ||
          asked.newDoor
        }
      >
        <CheckGroup
          name="levels"
          label={i18n._('list.ask.levels')}
          defaultValue={asked.levels}
          options={levelCodes.map((code) => ({
            value: code,
            label: i18n._(levelKey(code)),
            hint: i18n._(meansKey(code)),
          }))}
        />
        <SelectField
          name="followUp"
          label={i18n._('list.ask.followUp')}
          defaultValue={asked.followUp ?? ''}
          empty={i18n._('list.whatever')}
          options={followUpCodes.map((code) => ({ value: code, label: i18n._(followUpKey(code)) }))}
        />
        <SelectField
          name="repair"
          label={i18n._('list.ask.repair')}
          defaultValue={asked.repair ?? ''}
          empty={i18n._('list.whatever')}
          options={[
            { value: 'any', label: i18n._('list.anyRepair') },
            ...categoryCodes.map((code) => ({ value: code, label: i18n._(categoryKey(code)) })),
          ]}
        />
        <SelectField
          name="member"
          label={i18n._('list.ask.member')}
          defaultValue={asked.member ?? ''}
          empty={i18n._('list.whatever')}
          options={memberCodes.map((code) => ({ value: code, label: i18n._(memberKey(code)) }))}
        />
        <CheckField name="yesNotCame" label={i18n._('list.yesNotCame')} defaultChecked={asked.yesNotCame} />
        <CheckField
          name="refusedOver"
          label={i18n._('list.refusedOver')}
          defaultChecked={asked.refusedOver}
        />
        <CheckField name="newDoor" label={i18n._('list.newDoor')} defaultChecked={asked.newDoor} />
      </Folded>
      <div>
        <Button type="submit" variant="main">
          {i18n._('list.find')}
        </Button>
      </div>
    </Form>
  )
}

function Folded({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary className="inline-flex min-h-12 items-center text-enamel desk:min-h-10">{title}</summary>
      <div className="flex flex-col gap-4 pt-2">{children}</div>
    </details>
  )
}
