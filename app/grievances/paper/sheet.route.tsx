import { sheetCode } from '#app/canvass/paper/paper-code.ts'
import { PrintButton } from '#app/canvass/paper/print-button.tsx'
import { withPage } from '#app/core/actor.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Page } from '#app/ui/page.tsx'
import { ScrollFrame } from '#app/ui/scroll-frame.tsx'
import type { Route } from './+types/sheet.route.ts'
import { listRepairLines } from './repair-lines.server.ts'
import { RepairSheetPages } from './repair-sheet.tsx'
import { findRepairSheet } from './repair-sheets.server.ts'
import '#app/canvass/paper/paper.css'

/** The paper itself; of many repairs several sheets, one after the other. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const more = (new URL(request.url).searchParams.get('with') ?? '').split('.').filter(Boolean).slice(0, 30)
  return withPage(context, 'repairs.read', async (db) => {
    const sheets = []
    for (const code of [params.sheet, ...more]) {
      const sheet = await findRepairSheet(db, code)
      sheets.push({ sheet, lines: await listRepairLines(db, sheet) })
    }
    return { sheets }
  })
}

export default function RepairSheetPage({ loaderData: { sheets, shell } }: Route.ComponentProps) {
  const i18n = useI18n()
  const code = sheets[0]?.sheet.code ?? ''
  return (
    <>
      <div className="print:hidden">
        <Page
          title={i18n._('repairPaper.sheet')}
          lead={i18n._('repairPaper.sheet.lead')}
          actions={
            <>
              <LinkButton to={`/repairs/paper/${sheetCode(code)}`}>{i18n._('paper.enter')}</LinkButton>
              <PrintButton>{i18n._('paper.sheet.print')}</PrintButton>
            </>
          }
        >
          {null}
        </Page>
      </div>
      <ScrollFrame label={i18n._('repairPaper.sheet')} className="paper-pages mt-4 print:mt-0">
        {sheets.map(({ sheet, lines }) => (
          <RepairSheetPages key={sheet.code} sheet={sheet} lines={lines} by={shell.personName} />
        ))}
      </ScrollFrame>
    </>
  )
}
