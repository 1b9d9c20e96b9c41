import { Form } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { CheckGroup } from '#app/ui/choice-group.tsx'
import { CopyLink } from '#app/ui/copy-link.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx'
import { Page } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/found-committee.route.ts'
import { foundCommittee, listBodies, listHeldFiles } from './bodies.server.ts'
import { CommitteeFounding } from './federation.schema.ts'

/** `?building=` comes from the building's own page. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const buildingId = new URL(request.url).searchParams.get('building')
  return withPage(context, 'bodies.found', async (db) => {
    const files = await listHeldFiles(db)
    const bodies = await listBodies(db)
    return {
      files,
      chosen: files.find((file) => file.buildingId === buildingId)?.holdingId ?? '',
      joinable: bodies.filter(({ kind }) => kind !== 'committee' && kind !== 'ally'),
      today: db.today,
    }
  })
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, CommitteeFounding)
  if (!form.ok) return invalid(form)
  const { committeeId, token } = await withActor(context, 'bodies.found', (db) =>
    foundCommittee(db, form.data),
  )
  return { committeeId, name: form.data.name, link: `${new URL(request.url).origin}/join/${token}` }
}

export default function FoundCommitteePage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  if (actionData && 'link' in actionData) return <Founded {...actionData} />
  if (loaderData.files.length === 0) {
    return (
      <Page title={i18n._('committee.found')}>
        <Empty
          action={
            <LinkButton to="/buildings/new" variant="main">
              {i18n._('committee.addBuilding')}
            </LinkButton>
          }
        >
          {i18n._('committee.noFiles')}
        </Empty>
      </Page>
    )
  }
  return (
    <Page title={i18n._('committee.found')} lead={i18n._('committee.lead')}>
      <FoundingForm data={loaderData} result={actionData} />
    </Page>
  )
}

type FoundingFormProps = {
  data: Route.ComponentProps['loaderData']
  result: Parameters<typeof useZodForm>[1]['result']
}

function FoundingForm({ data, result }: FoundingFormProps) {
  const i18n = useI18n()
  const { files, chosen, joinable, today } = data
  const union = joinable.filter(({ kind }) => kind === 'union').map(({ id }) => id)
  const form = useZodForm(CommitteeFounding, {
    labels: {
      holdingId: i18n._('committee.building'),
      name: i18n._('committee.name'),
      since: i18n._('committee.since'),
      decided: i18n._('committee.decided'),
      joins: i18n._('committee.joins'),
    },
    defaultValues: { holdingId: chosen, since: today, joins: union },
    result,
  })
  return (
    <Form {...form.props} className="flex max-w-xl flex-col gap-5">
      <ErrorSummary {...form.summary} />
      <SelectField
        {...form.field('holdingId')}
        empty={i18n._('form.choose')}
        hint={i18n._('committee.building.hint')}
        options={files.map(({ holdingId, address, bodyName }) => ({
          value: holdingId,
          label: `${address} · ${bodyName}`,
        }))}
      />
      <TextField {...form.field('name')} hint={i18n._('committee.name.hint')} dir="auto" autoComplete="off" />
      <TextField {...form.field('since')} type="date" />
      <TextArea {...form.field('decided')} rows={2} hint={i18n._('committee.decided.hint')} />
      <CheckGroup
        {...form.field('joins')}
        defaultValue={union}
        hint={i18n._('committee.joins.hint')}
        options={joinable.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button type="submit" variant="main" size="touch" className="self-start">
        {i18n._('committee.found')}
      </Button>
    </Form>
  )
}

function Founded({ committeeId, name, link }: { committeeId: string; name: string; link: string }) {
  const i18n = useI18n()
  return (
    <Page title={name} lead={i18n._('committee.founded')}>
      <div className="max-w-xl">
        <CopyLink label={i18n._('committee.link')} value={link} />
        <p className="mt-2 text-ink-2">{i18n._('committee.link.hint')}</p>
        <div className="mt-6 flex flex-wrap gap-3">
          <LinkButton to={`/union/${committeeId}/shares`} variant="main">
            {i18n._('committee.toShares')}
          </LinkButton>
          <LinkButton to={`/union/${committeeId}`}>{i18n._('committee.toBody')}</LinkButton>
        </div>
      </div>
    </Page>
  )
}
