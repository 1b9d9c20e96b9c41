import { Form, redirect } from 'react-router'
import { languages } from '#app/canvass/lists.ts'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SelectField, TextField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import type { Route } from './+types/people.route.ts'
import { foldNameless } from './fold-nameless.ts'
import { addPerson } from './keep-people.server.ts'
import { nameLanguages } from './name-languages.ts'
import { NamelessPeople } from './nameless-people.tsx'
import { listHomes, listPeople, type PersonRow, requirePeopleFile } from './people.server.ts'
import { usePersonName } from './people-words.ts'
import { NewPerson } from './person.schema.ts'
import { StandingChip } from './standing-chip.tsx'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return withPage(context, 'people.read', async (db) => {
    const file = await requirePeopleFile(db, params.buildingId)
    return {
      file,
      people: await listPeople(db, file.holdingId),
      languageNames: nameLanguages(resolveLocale(request.headers), languages),
      homes: file.mayWrite ? await listHomes(db, file.holdingId) : [],
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await parseForm(request, NewPerson)
  if (!form.ok) return invalid(form)
  const personId = await withActor(context, 'people.write', async (db) =>
    addPerson(db, await requirePeopleFile(db, params.buildingId), form.data),
  )
  throw redirect(`/buildings/${params.buildingId}/people/${personId}`)
}

export default function PeoplePage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const personName = usePersonName()
  const { file, people, homes, languageNames } = loaderData
  const { listed, nameless } = foldNameless(people)
  const pending = people.filter(({ standing }) => standing === 'pending')
  const href = ({ id }: PersonRow) => `/buildings/${file.buildingId}/people/${id}`
  return (
    <Page
      title={i18n._('people.title')}
      lead={i18n._('people.lead', {
        address: file.address,
        members: people.filter(({ standing, movedOut }) => standing === 'member' && !movedOut).length,
        pending: pending.length,
      })}
      actions={<LinkButton to={`/buildings/${file.buildingId}`}>{i18n._('people.toBuilding')}</LinkButton>}
    >
      {people.length === 0 ? (
        <Empty>{i18n._('people.none')}</Empty>
      ) : listed.length === 0 ? null : (
        <DataTable
          caption={i18n._('people.title')}
          captionHidden
          rows={listed}
          rowKey={({ id }) => id}
          rowHref={href}
          columns={[
            {
              id: 'name',
              head: i18n._('people.name'),
              cell: ({ name }) => <bdi>{personName(name)}</bdi>,
              sortBy: ({ name }) => name,
            },
            {
              id: 'door',
              head: i18n._('people.door'),
              cell: ({ doors, movedOut }) => (movedOut ? i18n._('people.movedOut') : format.list(doors)),
              sortBy: ({ doors }) => doors[0] ?? null,
            },
            {
              id: 'standing',
              head: i18n._('people.standing'),
              cell: ({ standing }) => <StandingChip standing={standing} />,
              sortBy: ({ standing }) => ['pending', 'member', 'none'].indexOf(standing),
            },
            {
              id: 'languages',
              head: i18n._('people.languages'),
              cell: ({ languages }) => format.list(languages.map((code) => languageNames[code] ?? code)),
            },
            {
              id: 'look',
              head: i18n._('people.toDo'),
              cell: ({ toSettle, standing }) =>
                [
                  standing === 'pending' && i18n._('people.vouchFor'),
                  toSettle > 0 && i18n._('people.settleCount', { count: toSettle }),
                ]
                  .filter(Boolean)
                  .join(' · '),
            },
          ]}
        />
      )}
      <NamelessPeople people={nameless} buildingId={file.buildingId} />
      {file.mayWrite && homes.length > 0 && (
        <Section title={i18n._('people.add')}>
          <AddPerson homes={homes} result={actionData} />
        </Section>
      )}
    </Page>
  )
}

type AddProps = { homes: { id: string; label: string }[]; result: Route.ComponentProps['actionData'] }

function AddPerson({ homes, result }: AddProps) {
  const i18n = useI18n()
  const form = useZodForm(NewPerson, {
    labels: { name: i18n._('people.name'), unitId: i18n._('people.door') },
    result,
  })
  return (
    <Form {...form.props} className="flex max-w-lg flex-col gap-4">
      <ErrorSummary {...form.summary} />
      <TextField {...form.field('name')} autoComplete="off" dir="auto" hint={i18n._('people.nameHint')} />
      <SelectField
        {...form.field('unitId')}
        empty={i18n._('people.chooseDoor')}
        options={homes.map(({ id, label }) => ({ value: id, label }))}
      />
      <Button type="submit" className="self-start">
        {i18n._('people.addThem')}
      </Button>
    </Form>
  )
}
