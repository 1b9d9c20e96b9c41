import { createReadStream, existsSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { I18n } from '@lingui/core'
import type { RouterContextProvider } from 'react-router'
import { type Handle, withActor } from '#app/core/actor.server.ts'
import { closeDatabase, openDatabase } from '#app/core/db.server.ts'
import { readEnv } from '#app/core/env.ts'
import { prepare } from '#app/core/start/prepare.ts'
import { StartError } from '#app/core/start/start-error.ts'
import { isUuid } from '#app/core/uuid.ts'
import { wordsFor } from './cli-words.ts'
import { FileProblem } from './file-problem.ts'
import type { Report } from './import.schema.ts'
import { describeRefusal, listCounts, problemKey, whyKey } from './import-words.ts'
import { applyImport, checkImport, listImportingBodies } from './imports.server.ts'
import { signInAsOperator } from './operator.ts'
import { planImport } from './plan-import.ts'
import { progressBar } from './progress-bar.ts'
import { type RecipeName, recipeNames } from './recipes.ts'
import { undoImport } from './undo-import.server.ts'

const root = join(import.meta.dirname, '..', '..', '..')

type Who = { as: string | undefined; union: string | undefined }
type Order =
  | (Who & { undo: string })
  | (Who & { file: string; recipe: RecipeName; dryRun: boolean; body: string | undefined })

function readOrder(args: string[], i18n: I18n): Order {
  const usage = new StartError(i18n._('import.cli.usage', { recipes: recipeNames.join(', ') }))
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        recipe: { type: 'string' },
        'dry-run': { type: 'boolean' },
        undo: { type: 'string' },
        as: { type: 'string' },
        body: { type: 'string' },
        union: { type: 'string' },
      },
    })
    const { as, body, union, undo } = values
    if (undo && isUuid(undo) && positionals.length === 0) return { undo, as, union }
    const [file] = positionals
    const recipe = recipeNames.find((name) => name === values.recipe)
    if (undo || !file || positionals.length > 1 || !recipe) throw usage
    return { file, recipe, dryRun: values['dry-run'] ?? false, body, as, union }
  } catch {
    throw usage
  }
}

async function run(order: Order, context: RouterContextProvider, i18n: I18n) {
  if ('undo' in order) return undo(order.undo, context, i18n)
  const number = new Intl.NumberFormat(i18n.locale)
  const percent = new Intl.NumberFormat(i18n.locale, { style: 'percent' })
  const { progress, end } = progressBar(process.stderr, {
    reading: (done, total) => i18n._('import.reading', { share: percent.format(total ? done / total : 1) }),
    writing: (done, total) =>
      i18n._('import.writing', { done: number.format(done), total: number.format(total) }),
  })
  const path = resolve(order.file)
  try {
    const source = { name: basename(path), size: statSync(path).size, bytes: createReadStream(path) }
    const plan = await planImport(order.recipe, source, progress)
    const report = await withActor(context, 'buildings.import', async (db) => {
      const bodyId = order.body && findBody(db, order.body, i18n)
      return order.dryRun ? checkImport(db, plan) : applyImport(db, plan, { bodyId, progress })
    })
    end()
    print(report, i18n)
    if ('importId' in report) console.log(i18n._('import.cli.undoWith', { id: String(report.importId) }))
    else console.log(i18n._('import.nothingChanged'))
    return 0
  } catch (error) {
    end()
    if (!(error instanceof FileProblem)) throw error
    const problem = i18n._(problemKey(error.code), error.values)
    console.error(`${basename(path)}: ${problem} ${i18n._('import.nothingChanged')}`)
    return 1
  }
}

function findBody(db: Handle, name: string, i18n: I18n) {
  const body = listImportingBodies(db).find(({ bodyName }) => bodyName.toLowerCase() === name.toLowerCase())
  if (!body) throw new StartError(i18n._('import.cli.noBody', { name }))
  return body.bodyId
}

function print(report: Report, i18n: I18n) {
  for (const refusal of report.refusals) console.log(`${report.fileName}, ${describeRefusal(i18n, refusal)}`)
  const hidden = report.counts.refused - report.refusals.length
  if (hidden > 0) console.log(i18n._('import.andMore', { count: hidden }))
  for (const line of listCounts(i18n, report.counts)) console.log(line)
}

async function undo(importId: string, context: RouterContextProvider, i18n: I18n) {
  const undone = await withActor(context, 'buildings.import', (db) => undoImport(db, importId)).catch(
    (error) => {
      if (error instanceof Response && error.status === 404) return null
      throw error
    },
  )
  if (!undone) {
    console.error(i18n._('import.cli.noImport', { id: importId }))
    return 1
  }
  if (undone.ok) {
    console.log(i18n._('import.undone', undone))
    return 0
  }
  console.error(i18n._('import.inTheWay'))
  for (const { address, reason } of undone.inTheWay) console.error(`${address}: ${i18n._(whyKey(reason))}`)
  return 1
}

const i18n = wordsFor(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG)
const order = readOrder(process.argv.slice(2), i18n)
if ('file' in order && !(existsSync(order.file) && statSync(order.file).isFile()))
  throw new StartError(i18n._('import.cli.noFile', { file: order.file }))

const { appUrl, ownerUrl, stop } = await prepare({ root, env: readEnv(process.env), union: order.union })
try {
  openDatabase(appUrl, 2)
  const operator = await signInAsOperator(ownerUrl, order.as)
  if (!operator) throw new StartError(i18n._('import.cli.noPerson'))
  try {
    process.exitCode = await run(order, operator.context, i18n)
  } finally {
    await operator.signOut()
  }
} finally {
  await closeDatabase()
  await stop()
}
