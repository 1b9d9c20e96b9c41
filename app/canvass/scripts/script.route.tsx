import { redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { isUuid, requireUuid } from '#app/core/uuid.ts'
import { requireBody } from '#app/federation/bodies.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { nameLanguages } from '#app/people/name-languages.ts'
import { Page, Section } from '#app/ui/page.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { languages } from '../lists.ts'
import { LanguageNames } from '../turf/language-names.tsx'
import type { Route } from './+types/script.route.ts'
import { ScriptForm } from './script.schema.ts'
import { ScriptEditor } from './script-editor.tsx'
import { addScript, findScript, listVersions, saveScript } from './scripts.server.ts'
import { usualSteps } from './usual-steps.server.ts'

export async function loader({ params, context, request }: Route.LoaderArgs) {
  const bodyId = requireUuid(params.bodyId)
  const scriptId = idOf(params.scriptId)
  const version = Number(new URL(request.url).searchParams.get('version')) || null
  return withPage(context, 'turf.assign', async (db) => {
    if (!db.actor.can('turf.assign', bodyId)) throw notFound()
    const script = scriptId && (await findScript(db, scriptId, version))
    if (script && script.bodyId !== bodyId) throw notFound()
    return {
      languageNames: nameLanguages(resolveLocale(request.headers), languages),
      body: await requireBody(db, bodyId),
      script: script || null,
      steps: script ? script.steps : usualSteps(),
      versions: scriptId ? await listVersions(db, scriptId) : [],
    }
  })
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const bodyId = requireUuid(params.bodyId)
  const scriptId = idOf(params.scriptId)
  const form = await parseForm(request, ScriptForm)
  if (!form.ok) return invalid(form)
  const saved = await withActor(context, 'turf.assign', async (db) => {
    if (!db.actor.can('turf.assign', bodyId)) throw notFound()
    if (!scriptId) return addScript(db, bodyId, form.data)
    await saveScript(db, scriptId, form.data)
    return scriptId
  })
  throw redirect(`/union/${bodyId}/scripts/${saved}`)
}

/** Null: one that is not there yet. */
function idOf(scriptId: string) {
  if (scriptId === 'new') return null
  if (!isUuid(scriptId)) throw notFound()
  return scriptId
}

export default function ScriptPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { body, script, steps, versions } = loaderData
  const at = `/union/${body.id}/scripts`
  return (
    <Page title={script?.name ?? i18n._('script.new')} lead={i18n._('script.editLead')}>
      <div className="gap-8 desk:grid desk:grid-cols-[minmax(0,1fr)_360px]">
        <LanguageNames names={loaderData.languageNames}>
          <ScriptEditor
            key={`${script?.id} ${script?.n}`}
            name={script?.name ?? ''}
            steps={steps}
            back={at}
            result={actionData}
          >
            {script && versions.length > 0 && (
              <Section title={i18n._('script.versions')}>
                <Tabs
                  label={i18n._('script.versions')}
                  tabs={versions.map(({ n }) => ({
                    to: `${at}/${script.id}?version=${n}`,
                    label: i18n._('script.versionN', { n }),
                    current: n === script.n,
                  }))}
                />
                {versions
                  .filter(({ n }) => n === script.n)
                  .map(({ n, savedAt, savedBy }) => (
                    <p key={n} className="mt-2 text-hint text-ink-2">
                      {i18n._('script.versionOf', {
                        n,
                        when: format.instant(savedAt),
                        name: savedBy ?? i18n._('repair.someone'),
                      })}
                    </p>
                  ))}
              </Section>
            )}
          </ScriptEditor>
        </LanguageNames>
      </div>
    </Page>
  )
}
