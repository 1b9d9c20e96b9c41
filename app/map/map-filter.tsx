import { Form, useSubmit } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { type Landlord, metrics } from './coverage.schema.ts'
import type { MapQuery } from './map-query.ts'
import { metricKey } from './map-words.ts'

/** In the address of the page: a filtered map can be sent to a colleague. */
export function MapFilter({ query, landlords }: { query: MapQuery; landlords: Landlord[] }) {
  const i18n = useI18n()
  const submit = useSubmit()
  return (
    <Form
      method="get"
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
      className="flex flex-wrap items-end gap-4 print:hidden"
    >
      <SelectField
        key={query.colour}
        name="colour"
        label={i18n._('map.colour')}
        defaultValue={query.colour}
        options={metrics.map((metric) => ({ value: metric, label: i18n._(metricKey(metric)) }))}
      />
      {landlords.length > 0 && (
        <SelectField
          key={query.landlord}
          name="landlord"
          label={i18n._('map.landlord')}
          empty={i18n._('map.landlord.all')}
          defaultValue={query.landlord ?? ''}
          options={landlords.map(({ id, name, buildings }) => ({
            value: id,
            label: i18n._('map.landlord.one', { name, buildings }),
          }))}
        />
      )}
      <noscript>
        <Button type="submit">{i18n._('map.apply')}</Button>
      </noscript>
    </Form>
  )
}
