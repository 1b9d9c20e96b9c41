import { data, useActionData, useLoaderData } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Page, Section } from '#app/ui/page.tsx'
import type { Route } from './+types/import-page.route'
import { FileProblem } from './file-problem.ts'
import { ImportForm } from './import.schema.ts'
import { ImportAnswer } from './import-answer.tsx'
import { watched } from './import-progress.ts'
import { ImportUpload } from './import-upload.tsx'
import { applyImport, checkImport, listImportingBodies, listImports } from './imports.server.ts'
import { PastImports } from './past-imports.tsx'
import { planImport } from './plan-import.ts'
import { undoImport } from './undo-import.server.ts'

export async function loader({ context }: Route.LoaderArgs) {
  return withPage(context, 'buildings.import', async (db) => ({
    past: await listImports(db),
    bodies: listImportingBodies(db),
  }))
}

export async function action({ request, context }: Route.ActionArgs) {
  // Before a byte of the upload is read.
  const accountId = await withActor(context, 'buildings.import', async ({ actor }) => actor.accountId)
  const form = await parseForm(request, ImportForm)
  if (!form.ok) return invalid(form)
  if (form.data.intent === 'undo') {
    const { importId } = form.data
    const undone = await withActor(context, 'buildings.import', (db) => undoImport(db, importId))
    return data({ undone }, undone.ok ? 200 : 409)
  }
  const { recipe, file, intent, watch, bodyId } = form.data
  const checked = form.data.intent === 'apply' ? form.data.checked : ''
  try {
    return await watched(accountId, watch, async (progress) => {
      const source = { name: file.name, size: file.size, bytes: file.stream() }
      const plan = await planImport(recipe, source, progress)
      return withActor(context, 'buildings.import', async (db) =>
        intent === 'apply' && checked === plan.hash
          ? { done: await applyImport(db, plan, { bodyId, progress }) }
          : { report: await checkImport(db, plan), isOther: intent === 'apply' },
      )
    })
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    return data({ problem: { code: error.code, values: error.values } }, 422)
  }
}

export default function ImportPage() {
  const i18n = useI18n()
  const { past, bodies } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const report = answer && 'report' in answer ? answer.report : undefined
  return (
    <Page title={i18n._('import.title')} lead={i18n._('import.lead')}>
      <ImportUpload
        bodies={bodies}
        checked={report?.hash}
        errors={answer && 'errors' in answer ? answer.errors : undefined}
      />
      {answer && !('errors' in answer) && <ImportAnswer answer={answer} />}
      {past.length > 0 && (
        <Section title={i18n._('import.past')}>
          <PastImports past={past} />
        </Section>
      )}
    </Page>
  )
}
