import { useState } from 'react'
import { Form, Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Affiliation, Body } from './bodies.server.ts'
import { bodyKindKey } from './body-tabs.tsx'
import { Joining } from './federation.schema.ts'

export function Joined({ affiliations, mayEnd }: { affiliations: Affiliation[]; mayEnd: boolean }) {
  const i18n = useI18n()
  const format = useFormat()
  return (
    <ul className="mt-2">
      {affiliations.map(({ id, bodyId, name, kind, since, decided }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-b border-hair py-2">
          <span className="min-w-0">
            <Link
              to={`/union/${bodyId}`}
              className="font-semibold text-enamel underline-offset-4 hover:underline"
            >
              {name}
            </Link>
            <span className="text-hint text-ink-3">
              {' '}
              · {i18n._(bodyKindKey(kind))} · {i18n._('body.since', { day: format.day(since, 'plain') })}
            </span>
            <q className="block text-label text-ink-2" dir="auto">
              {decided}
            </q>
          </span>
          {mayEnd && <Leave affiliationId={id} name={name} />}
        </li>
      ))}
    </ul>
  )
}

/** Leaving ends what is shared with it too, so it is asked twice. */
function Leave({ affiliationId, name }: { affiliationId: string; name: string }) {
  const i18n = useI18n()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {i18n._('body.leave')}
        <span className="sr-only">: {name}</span>
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={i18n._('body.leave.title', { name })}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{i18n._('body.leave.stay')}</Button>
            <Form method="post" onSubmit={() => setOpen(false)}>
              <input type="hidden" name="affiliationId" value={affiliationId} />
              <Button type="submit" variant="danger" name="intent" value="leave">
                {i18n._('body.leave')}
              </Button>
            </Form>
          </>
        }
      >
        <p>{i18n._('body.leave.text')}</p>
      </Dialog>
    </>
  )
}

type JoinProps = {
  joinable: Body[]
  today: string
  result: Parameters<typeof useZodForm>[1]['result']
}

export function JoinForm({ joinable, today, result }: JoinProps) {
  const i18n = useI18n()
  const form = useZodForm(Joining, {
    labels: {
      parentId: i18n._('body.join.which'),
      since: i18n._('body.join.since'),
      decided: i18n._('body.join.decided'),
    },
    defaultValues: { since: today },
    result,
  })
  return (
    <details className="mt-4" open={Boolean(result)}>
      <summary className="inline-flex min-h-12 items-center rounded-control border-2 border-edge bg-sheet px-4 font-semibold desk:min-h-10">
        {i18n._('body.join')}
      </summary>
      <Form {...form.props} className="mt-3 flex max-w-xl flex-col gap-5">
        <ErrorSummary {...form.summary} />
        <input type="hidden" name="intent" value="join" />
        <SelectField
          {...form.field('parentId')}
          empty={i18n._('form.choose')}
          options={joinable.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField {...form.field('since')} type="date" />
        <TextArea {...form.field('decided')} rows={2} hint={i18n._('body.join.decided.hint')} />
        <Button type="submit" variant="main" className="self-start">
          {i18n._('body.join')}
        </Button>
      </Form>
    </details>
  )
}
