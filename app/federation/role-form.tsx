import { Form } from 'react-router'
import { roles } from '#app/core/permissions.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice-group.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import { NewRole } from './federation.schema.ts'
import type { Colleague, OpenInvitation } from './grants.server.ts'
import { roleHintKey, roleKey } from './role-words.ts'

type RoleFormProps = {
  colleagues: Colleague[]
  result: Parameters<typeof useZodForm>[1]['result']
}

export function RoleForm({ colleagues, result }: RoleFormProps) {
  const i18n = useI18n()
  const form = useZodForm(NewRole, {
    labels: {
      who: i18n._('colleague.who'),
      role: i18n._('colleague.role'),
      lastDay: i18n._('colleague.lastDay'),
    },
    result,
  })
  const people = new Map(colleagues.map(({ accountId, name }) => [accountId, name]))
  return (
    <Form {...form.props} className="flex max-w-xl flex-col gap-5">
      <ErrorSummary {...form.summary} />
      <input type="hidden" name="intent" value="give" />
      <SelectField
        {...form.field('who')}
        empty={i18n._('colleague.who.new')}
        options={[...people].map(([value, label]) => ({ value, label }))}
      />
      <RadioGroup
        {...form.field('role')}
        options={roles.map((role) => ({
          value: role,
          label: i18n._(roleKey(role)),
          hint: i18n._(roleHintKey(role)),
        }))}
      />
      <TextField {...form.field('lastDay')} type="date" hint={i18n._('colleague.lastDay.hint')} />
      <Button type="submit" variant="main" className="self-start">
        {i18n._('colleague.give')}
      </Button>
    </Form>
  )
}

export function OpenLinks({ invitations }: { invitations: OpenInvitation[] }) {
  const i18n = useI18n()
  const format = useFormat()
  return (
    <Section title={i18n._('colleague.openLinks')}>
      <ul>
        {invitations.map(({ id, role, expiresAt, invitedBy }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-3 border-b border-hair py-2"
          >
            <span>
              {i18n._(roleKey(role))}
              <span className="block text-hint text-ink-3">
                {i18n._('colleague.openLink', { name: invitedBy ?? '', when: format.instant(expiresAt) })}
              </span>
            </span>
            <Form method="post">
              <input type="hidden" name="invitationId" value={id} />
              <Button type="submit" name="intent" value="withdraw">
                {i18n._('colleague.withdraw')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )
}
