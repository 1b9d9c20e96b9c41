import { Form, Link, redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { requireBody } from '#app/federation/bodies.server.ts'
import { BodyTabs } from '#app/federation/body-tabs.tsx'
import { pagesOf } from '#app/federation/pages-of.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { nameLanguages } from '#app/people/name-languages.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import { languages } from '../lists.ts'
import { LanguageNames } from '../turf/language-names.tsx'
import type { Route } from './+types/scripts.route.ts'
import { CardList } from './card-list.tsx'
import { listCards, saveCard } from './cards.server.ts'
import { ScriptAct } from './script.schema.ts'
import {
  chooseForBuilding,
  listScriptBuildings,
  listScripts,
  putInUse,
  retireScript,
  type ScriptRow,
} from './scripts.server.ts'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const bodyId = requireUuid(params.bodyId)
  return withPage(context, 'turf.assign', async (db) => {
    if (!db.actor.can('turf.assign', bodyId)) throw notFound()
    return {
      languageNames: nameLanguages(resolveLocale(request.headers), languages),
      body: await requireBody(db, bodyId),
      pages: pagesOf(db.actor, bodyId),
      scripts: await listScripts(db, bodyId),
      buildings: await listScriptBuildings(db, bodyId),
      cards: await listCards(db, bodyId),
    }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const bodyId = requireUuid(params.bodyId)
  const form = await parseForm(request, ScriptAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  await withActor(context, 'turf.assign', async (db) => {
    if (!db.actor.can('turf.assign', bodyId)) throw notFound()
    if (act.intent === 'use') await putInUse(db, act.scriptId)
    else if (act.intent === 'retire') await retireScript(db, act.scriptId)
    else if (act.intent === 'building') await chooseForBuilding(db, act.holdingId, act.scriptId || null)
    else await saveCard(db, bodyId, act)
  })
  throw redirect(`/union/${bodyId}/scripts`)
}

export default function ScriptsPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { body, pages, scripts, buildings, cards } = loaderData
  return (
    <Page
      title={i18n._('script.title')}
      lead={i18n._('script.lead')}
      actions={
        <LinkButton to={`/union/${body.id}/scripts/new`} variant="main">
          {i18n._('script.new')}
        </LinkButton>
      }
    >
      <BodyTabs pages={pages} current="scripts" />
      {scripts.length > 0 ? (
        <Scripts bodyId={body.id} scripts={scripts} />
      ) : (
        <p className="mt-6">{i18n._('script.empty')}</p>
      )}
      {scripts.length > 0 && buildings.length > 0 && (
        <Section title={i18n._('script.byBuilding')}>
          <ul className="flex flex-col gap-3">
            {buildings.map(({ holdingId, address, scriptId }) => (
              <li key={holdingId}>
                <Form method="post" preventScrollReset className="flex max-w-lg flex-wrap items-end gap-3">
                  <input type="hidden" name="intent" value="building" />
                  <input type="hidden" name="holdingId" value={holdingId} />
                  <div className="min-w-0 flex-1 basis-48">
                    <SelectField
                      id={`script-${holdingId}`}
                      name="scriptId"
                      label={address}
                      empty={i18n._('script.asElsewhere')}
                      defaultValue={scriptId ?? ''}
                      options={scripts.map(({ id, name }) => ({ value: id, label: name }))}
                    />
                  </div>
                  <Button type="submit">{i18n._('script.choose')}</Button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <LanguageNames names={loaderData.languageNames}>
        <CardList cards={cards} result={actionData} />
      </LanguageNames>
    </Page>
  )
}

function Scripts({ bodyId, scripts }: { bodyId: string; scripts: ScriptRow[] }) {
  const i18n = useI18n()
  const format = useFormat()
  const columns: Column<ScriptRow>[] = [
    {
      id: 'name',
      head: i18n._('script.name'),
      // Not the whole row: it has buttons of its own.
      cell: ({ id, name }) => (
        <Link to={`/union/${bodyId}/scripts/${id}`} className="inline-block py-2 text-enamel underline">
          {name}
        </Link>
      ),
      sortBy: ({ name }) => name,
    },
    {
      id: 'version',
      head: i18n._('script.version'),
      cell: ({ n, savedAt, savedBy }) =>
        i18n._('script.versionOf', {
          n,
          when: format.instant(savedAt),
          name: savedBy ?? i18n._('repair.someone'),
        }),
    },
    {
      id: 'thoughts',
      head: i18n._('script.thoughts'),
      cell: ({ thoughts }) => format.number(thoughts),
      numeric: true,
    },
    {
      id: 'use',
      head: i18n._('script.use'),
      cell: ({ id, inUse }) => (
        <Form method="post" preventScrollReset className="flex flex-wrap gap-2">
          <input type="hidden" name="scriptId" value={id} />
          {inUse ? (
            <span className="py-1 font-semibold">✓ {i18n._('script.inUse')}</span>
          ) : (
            <>
              <Button type="submit" name="intent" value="use">
                {i18n._('script.putInUse')}
              </Button>
              <Button type="submit" variant="quiet" name="intent" value="retire">
                {i18n._('script.retire')}
              </Button>
            </>
          )}
        </Form>
      ),
    },
  ]
  return (
    <div className="mt-6">
      <DataTable
        caption={i18n._('script.list')}
        captionHidden
        columns={columns}
        rows={scripts}
        rowKey={({ id }) => id}
      />
    </div>
  )
}
