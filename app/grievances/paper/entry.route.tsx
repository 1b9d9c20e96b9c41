import { Form, redirect } from 'react-router'
import { z } from 'zod'
import { sheetCode } from '#app/canvass/paper/paper-code.ts'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Page } from '#app/ui/page.tsx'
import { findRepairPlace } from '../repair-case.server.ts'
import type { Route } from './+types/entry.route.ts'
import { RepairEntryRows } from './repair-entry-rows.tsx'
import { listRepairLines } from './repair-lines.server.ts'
import { closeRepairSheet, findRepairSheet } from './repair-sheets.server.ts'

const Close = z.object({ intent: z.enum(['close', 'open']) })

export async function loader({ context, params }: Route.LoaderArgs) {
  return withPage(context, 'repairs.read', async (db) => {
    const sheet = await findRepairSheet(db, params.sheet)
    const place = await findRepairPlace(db, sheet.buildingId)
    return {
      sheet,
      lines: await listRepairLines(db, sheet),
      doors: place?.doors ?? [],
      firstDay: dayOf(sheet.at, db.union.timeZone),
      today: db.today,
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await parseForm(request, Close)
  if (!form.ok) return invalid(form)
  const { intent } = form.data
  await withActor(context, 'repairs.write', (db) => closeRepairSheet(db, params.sheet, intent === 'close'))
  throw redirect(intent === 'close' ? '/repairs/paper' : `/repairs/paper/${params.sheet}`)
}

export default function RepairEntryPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { sheet, ...rest } = loaderData
  return (
    <Page
      title={sheet.address}
      lead={
        <>
          {i18n._('paper.sheetCode', { code: sheetCode(sheet.code) })} · {format.day(sheet.day)}
          {sheet.by && (
            <>
              {' '}
              · <bdi>{i18n._('paper.printedBy', { who: sheet.by })}</bdi>
            </>
          )}
        </>
      }
      actions={
        <>
          <LinkButton to={`/repairs/paper/${sheetCode(sheet.code)}/print`}>
            {i18n._('paper.sheet.again')}
          </LinkButton>
          <Form method="post">
            <Button type="submit" name="intent" value={sheet.closedAt ? 'open' : 'close'}>
              {i18n._(sheet.closedAt ? 'paper.reopen' : 'paper.putAway')}
            </Button>
          </Form>
        </>
      }
    >
      {sheet.closedAt && (
        <p className="rounded-control bg-amber-tint px-3 py-2">{i18n._('paper.why.closed')}</p>
      )}
      <RepairEntryRows key={sheet.code} sheet={sheet} {...rest} />
    </Page>
  )
}
