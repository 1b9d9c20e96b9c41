import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Section } from '#app/ui/page.tsx'
import type { Colleague } from './ties.server.ts'

type PersonAccountProps = { accountId: string | null; accounts: Colleague[]; mayWrite: boolean }

/** A neighbor who works in the app is one person: then it is seen on which floors the committee lives. */
export function PersonAccount({ accountId, accounts, mayWrite }: PersonAccountProps) {
  const i18n = useI18n()
  const name = accounts.find(({ id }) => id === accountId)?.name
  if (!mayWrite && !name) return null
  return (
    <Section title={i18n._('people.account')}>
      {mayWrite ? (
        <Form method="post" preventScrollReset className="flex max-w-lg flex-wrap items-end gap-3">
          <input type="hidden" name="intent" value="account" />
          <SelectField
            name="accountId"
            label={i18n._('people.accountWhich')}
            hint={i18n._('people.accountWhy')}
            empty={i18n._('people.accountNone')}
            defaultValue={name ? (accountId ?? '') : ''}
            options={accounts.map((one) => ({ value: one.id, label: one.name }))}
          />
          <Button type="submit">{i18n._('people.accountSave')}</Button>
        </Form>
      ) : (
        <p>
          <bdi>{name}</bdi>
        </p>
      )}
    </Section>
  )
}
