import { redirect } from 'react-router'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { notFound } from '#app/core/errors.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { Page } from '#app/ui/page.tsx'
import type { Route } from './+types/case.route.ts'
import { RepairCase } from './case-page.tsx'
import { openInbox } from './inbox-tab.ts'
import { nextStep } from './next-step.ts'
import { listPhotos } from './photos/photos.server.ts'
import { CaseAct } from './repair.schema.ts'
import {
  answerQuestion,
  assignOwner,
  findWords,
  listEvents,
  listKeepers,
  logContact,
  moveRepair,
  recordTenantAnswer,
} from './repair-case.server.ts'
import { RepairInbox } from './repair-inbox.tsx'
import { categoryKey } from './repair-words.ts'
import { findRepair, listRepairs, type RepairRef } from './repairs.server.ts'
import { sameOnLine } from './same-on-line.ts'
import { rowsOf, sameTrouble } from './same-trouble.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ref = refOf(params)
  const tab = new URL(request.url).searchParams.get('tab')
  return withPage(context, 'repairs.read', async (db) => {
    const repair = await findRepair(db, ref)
    if (!repair) throw notFound()
    const today = db.today
    const all = await listRepairs(db)
    const also = sameTrouble(repair, all)
    return {
      repair,
      today,
      inbox: { ...openInbox(rowsOf(all), tab ?? repair.tab), today },
      sameLine: sameOnLine(
        repair,
        all.filter((other) => !also.includes(other)),
      ).map(({ holdingId, id, door }) => ({ holdingId, id, door })),
      alsoAt: also.map(({ holdingId, id, door }) => ({ holdingId, id, door })),
      words: await findWords(db, ref),
      events: await listEvents(db, ref),
      keepers: await listKeepers(db, repair.bodyId),
      photos: await listPhotos(db, ref),
      next: nextStep(repair, today),
      mayWrite: db.actor.can('repairs.write', repair.bodyId),
      me: db.actor.accountId,
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ref = refOf(params)
  const form = await parseForm(request, CaseAct)
  if (!form.ok) return invalid(form)
  const act = form.data
  const done = await withActor(context, 'repairs.write', async (db) => {
    switch (act.intent) {
      case 'contact':
        return act.promisedBy && act.promisedBy < db.today ? 'promisedBefore' : logContact(db, ref, act)
      case 'tenant':
        return recordTenantAnswer(db, ref, act.answer, act.words)
      case 'move':
        return moveRepair(db, ref, act.to, act.words)
      case 'assign':
        return assignOwner(db, ref, act.ownerId)
      case 'answer':
        return answerQuestion(db, ref, act.question, act.answer === 'yes')
    }
  })
  if (done === 'promisedBefore') return invalid(refuse(form.values, 'promisedBy', 'repair.promisedBefore'))
  if (!done) return invalid(refuse({ intent: act.intent }, 'root', 'repair.movedOn'))
  throw redirect(`/repairs/${ref.holdingId}/${ref.grievanceId}`)
}

function refOf({ holdingId, grievanceId }: RepairRef): RepairRef {
  return { holdingId: requireUuid(holdingId), grievanceId: requireUuid(grievanceId) }
}

export default function CasePage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { inbox, repair } = loaderData
  return (
    <div className="gap-8 desk:grid desk:grid-cols-[380px_minmax(0,1fr)]">
      <div className="hidden desk:block print:hidden">
        <RepairInbox inbox={inbox} currentId={repair.id} />
      </div>
      <div className="desk:border-l desk:border-hair desk:pl-8 print:border-0 print:p-0">
        <Page title={i18n._(categoryKey(repair.category))}>
          <RepairCase key={repair.id} {...loaderData} result={actionData} />
        </Page>
      </div>
    </div>
  )
}
