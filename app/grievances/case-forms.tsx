import { useState } from 'react'
import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice-group.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { CaseResult } from './case-page.tsx'
import { movesFrom, type Status, tenantAnswers } from './grievance-status.ts'
import { channels, LandlordContact, TenantSays } from './repair.schema.ts'
import { answerKey, channelKey, moveKey } from './repair-words.ts'

/** The page's one answer belongs to the form that was sent. */
function resultFor(intent: string, result: CaseResult) {
  return result?.values.intent === intent && !result.errors.root ? result : undefined
}

/** Three fields, ten seconds. */
export function ContactForm({ today, result }: { today: string; result: CaseResult }) {
  const i18n = useI18n()
  const form = useZodForm(LandlordContact, {
    labels: {
      channel: i18n._('repair.how'),
      words: i18n._('repair.landlordSaid'),
      promisedBy: i18n._('repair.promisedBy'),
    },
    result: resultFor('contact', result),
    defaultValues: { channel: 'call' },
  })
  return (
    <div id="contact" className="scroll-mt-4">
      <Section title={i18n._('repair.logCall')}>
        <Form {...form.props} className="flex max-w-lg flex-col gap-4">
          <ErrorSummary {...form.summary} />
          <input type="hidden" name="intent" value="contact" />
          <SelectField
            {...form.field('channel')}
            options={channels.map((code) => ({ value: code, label: i18n._(channelKey(code)) }))}
          />
          <TextArea {...form.field('words')} rows={2} hint={i18n._('repair.landlordSaidHint')} />
          <TextField
            {...form.field('promisedBy')}
            type="date"
            min={today}
            hint={i18n._('repair.promisedHint')}
          />
          <Button type="submit" variant="main" className="self-start">
            {i18n._('repair.saveCall')}
          </Button>
        </Form>
      </Section>
    </div>
  )
}

export function TenantForm({ person, result }: { person: string | null; result: CaseResult }) {
  const i18n = useI18n()
  const form = useZodForm(TenantSays, {
    labels: {
      answer: person ? i18n._('repair.isItFixedFor', { name: person }) : i18n._('repair.isItFixed'),
      words: i18n._('repair.whatWorked'),
    },
    result: resultFor('tenant', result),
  })
  return (
    <div id="tenant" className="scroll-mt-4">
      <Section title={i18n._('repair.askTenant')}>
        <Form {...form.props} className="flex max-w-lg flex-col gap-4">
          <ErrorSummary {...form.summary} />
          <input type="hidden" name="intent" value="tenant" />
          <RadioGroup
            {...form.field('answer')}
            inline
            hint={i18n._('repair.isItFixedHint')}
            options={tenantAnswers.map((code) => ({ value: code, label: i18n._(answerKey(code)) }))}
          />
          <TextArea {...form.field('words')} rows={2} hint={i18n._('form.optional')} />
          <Button type="submit" className="self-start">
            {i18n._('repair.saveAnswer')}
          </Button>
        </Form>
      </Section>
    </div>
  )
}

type AssignProps = { keepers: { id: string; name: string }[]; ownerId: string | null }

export function AssignForm({ keepers, ownerId }: AssignProps) {
  const i18n = useI18n()
  return (
    <Form method="post" preventScrollReset className="mb-4 flex flex-wrap items-end gap-3">
      <input type="hidden" name="intent" value="assign" />
      <div className="min-w-0 flex-1 basis-48">
        <SelectField
          key={ownerId}
          name="ownerId"
          label={i18n._('repair.owner')}
          defaultValue={ownerId ?? undefined}
          options={keepers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <Button type="submit">{i18n._('repair.assign')}</Button>
    </Form>
  )
}

/** The steps open from here, each a button; taking it off the list is asked about first. */
export function MoveForms({ status }: { status: Status }) {
  const i18n = useI18n()
  const [leaving, setLeaving] = useState(false)
  return (
    <div className="flex flex-wrap gap-3">
      {movesFrom(status).map((to) =>
        to === 'withdrawn' ? (
          <Button key={to} onClick={() => setLeaving(true)}>
            {i18n._(moveKey(to))}
          </Button>
        ) : (
          <Form key={to} method="post" preventScrollReset>
            <input type="hidden" name="intent" value="move" />
            <Button type="submit" name="to" value={to}>
              {i18n._(moveKey(to))}
            </Button>
          </Form>
        ),
      )}
      <Dialog
        open={leaving}
        onClose={() => setLeaving(false)}
        title={i18n._(moveKey('withdrawn'))}
        actions={
          <>
            <Button onClick={() => setLeaving(false)}>{i18n._('repair.keepOpen')}</Button>
            <Form method="post" onSubmit={() => setLeaving(false)}>
              <input type="hidden" name="intent" value="move" />
              <Button type="submit" variant="danger" name="to" value="withdrawn">
                {i18n._(moveKey('withdrawn'))}
              </Button>
            </Form>
          </>
        }
      >
        <p>{i18n._('repair.withdrawWhy')}</p>
      </Dialog>
    </div>
  )
}
