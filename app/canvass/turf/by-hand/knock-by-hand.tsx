import { Form } from 'react-router'
import { categoryKey } from '#app/grievances/repair-words.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Button } from '#app/ui/button.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import { answers, askSteps, dispositionCodes, heardCodes } from '../../lists.ts'
import { useLanguageName } from '../language-names.tsx'
import type { HandPlaces } from './by-hand.server.ts'
import { type ActPart, actParts, type ReadAct } from './read-act.ts'

const dispositionKey = keysFor('disposition', dispositionCodes)
const partKey = keysFor('look.part', actParts)
const askKey = keysFor('ask', askSteps)
const answerKey = keysFor('answer', answers)
const heardKey = keysFor('heard', heardCodes)

type Knock = Extract<ReadAct, { kind: 'knock' }>
type Answer = { errors: Record<string, { message: string }>; values: Record<string, unknown> }

type KnockByHandProps = {
  act: { day: string }
  read: Knock
  who: string
  door: { unitId: string } | null
  building: string | null
  places: HandPlaces
  days: { first: string; last: string }
  answer: Answer | undefined
}

/** Where, what and when, and which of what was said: as it came, unless somebody chooses otherwise. */
export function KnockByHand({ act, read, who, door, building, places, days, answer }: KnockByHandProps) {
  const i18n = useI18n()
  const say = useSay(read)
  const typed = (name: string, otherwise: string) => String(answer?.values[name] ?? otherwise)
  const errorAt = (name: string) => answer?.errors[name]?.message
  const isHere = places.doors.some(({ id }) => id === door?.unitId)
  const chosen = answer ? [answer.values.parts ?? []].flat().map(String) : read.parts
  return (
    <Section title={i18n._('look.hand.title', { who })}>
      <Form className="flex flex-wrap items-end gap-3">
        <SelectField
          name="building"
          label={i18n._('look.hand.building')}
          options={places.buildings.map(({ id, address }) => ({ value: id, label: address }))}
          defaultValue={building ?? ''}
          empty={i18n._('look.hand.choose')}
          required
        />
        <Button type="submit">{i18n._('look.hand.showDoors')}</Button>
      </Form>
      <Form key={building} method="post" className="mt-4 flex flex-col items-start gap-4">
        <SelectField
          name="unitId"
          label={i18n._('look.hand.door')}
          options={places.doors.map(({ id, label, isStruck }) => ({
            value: id,
            label: isStruck ? i18n._('look.hand.struck', { label }) : label,
          }))}
          defaultValue={typed('unitId', isHere ? (door?.unitId ?? '') : '')}
          error={errorAt('unitId')}
          empty={i18n._('look.hand.choose')}
        />
        <SelectField
          name="disposition"
          label={i18n._('look.hand.what')}
          options={dispositionCodes.map((code) => ({ value: code, label: i18n._(dispositionKey(code)) }))}
          defaultValue={typed('disposition', read.disposition ?? '')}
          error={errorAt('disposition')}
          empty={i18n._('look.hand.choose')}
        />
        <TextField
          name="day"
          type="date"
          label={i18n._('look.hand.day')}
          min={days.first}
          max={days.last}
          defaultValue={typed('day', act.day)}
          error={errorAt('day')}
        />
        {read.parts.length > 0 && (
          <CheckGroup
            name="parts"
            label={i18n._('look.hand.parts')}
            hint={i18n._('look.hand.partsHint')}
            error={errorAt('parts')}
            options={read.parts.map((part) => ({
              value: part,
              label: say(part) ? `${i18n._(partKey(part))}: ${say(part)}` : i18n._(partKey(part)),
            }))}
            defaultValue={chosen}
          />
        )}
        {read.spoilt.length > 0 && (
          <p>
            {i18n._('look.hand.spoilt', {
              parts: read.spoilt.map((part) => i18n._(partKey(part))).join(', '),
            })}
          </p>
        )}
        <p className="text-label">{i18n._('look.hand.stays', { who })}</p>
        <Button type="submit" variant="main" name="intent" value="knock">
          {i18n._('look.hand.do')}
        </Button>
      </Form>
    </Section>
  )
}

/** In a few words what stands in a part. */
function useSay({ said }: Knock) {
  const i18n = useI18n()
  const languageName = useLanguageName()
  return (part: ActPart): string => {
    switch (part) {
      case 'person':
        return said.person?.name ?? ''
      case 'contact':
        return said.contact?.value ?? ''
      case 'languages':
        return (said.languages ?? []).map(languageName).join(', ')
      case 'heard':
        return (said.heard ?? []).map((code) => i18n._(heardKey(code))).join(', ')
      case 'asks':
        return (said.asks ?? [])
          .map(({ step, answer }) => `${i18n._(askKey(step))} – ${i18n._(answerKey(answer))}`)
          .join(', ')
      case 'level':
        return String(said.level?.level ?? '')
      case 'listensTo':
        return (said.listensTo ?? []).join(', ')
      case 'followUp':
        return said.followUp?.what ?? ''
      case 'note':
        return said.note ?? ''
      case 'repairs':
        return (said.repairs ?? []).map(({ category }) => i18n._(categoryKey(category))).join(', ')
      default:
        return ''
    }
  }
}
