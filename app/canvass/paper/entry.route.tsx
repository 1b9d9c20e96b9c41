import { Form, redirect } from 'react-router'
import { z } from 'zod'
import { withActor, withPage } from '#app/core/actor.server.ts'
import { dayOf } from '#app/core/days.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { nameLanguages } from '#app/people/name-languages.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Page } from '#app/ui/page.tsx'
import { languages } from '../lists.ts'
import { LanguageNames } from '../turf/language-names.tsx'
import type { Route } from './+types/entry.route.ts'
import { EntryRows } from './entry-rows.tsx'
import { sheetCode } from './paper-code.ts'
import { listAddedSince, listDoorsBeside, listRows } from './rows.server.ts'
import { closeSheet, findSheet } from './sheets.server.ts'

const Close = z.object({ intent: z.enum(['close', 'open']) })

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return withPage(context, 'self', async (db) => {
    const sheet = await findSheet(db, params.sheet)
    return {
      sheet,
      rows: await listRows(db, sheet),
      added: await listAddedSince(db, sheet),
      doors: await listDoorsBeside(db, sheet),
      firstDay: dayOf(sheet.at, db.union.timeZone),
      today: db.today,
      languageNames: nameLanguages(resolveLocale(request.headers), languages),
    }
  })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await parseForm(request, Close)
  if (!form.ok) return invalid(form)
  const { intent } = form.data
  await withActor(context, 'self', (db) => closeSheet(db, params.sheet, intent === 'close'))
  throw redirect(intent === 'close' ? '/turf/paper' : `/turf/paper/${params.sheet}`)
}

export default function EntryPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const format = useFormat()
  const { sheet, rows, added } = loaderData
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
          <LinkButton to={`/turf/paper/${sheetCode(sheet.code)}/print`}>
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
      {added.length > 0 && (
        <p className="mb-3 max-w-reading rounded-control bg-amber-tint px-3 py-2">
          {i18n._('paper.added', {
            doors: format.list(added.map(({ label }) => label)),
            count: added.length,
          })}
        </p>
      )}
      <LanguageNames names={loaderData.languageNames}>
        <EntryRows
          key={sheet.code}
          sheet={sheet}
          rows={rows}
          doors={loaderData.doors}
          firstDay={loaderData.firstDay}
          today={loaderData.today}
        />
      </LanguageNames>
    </Page>
  )
}
