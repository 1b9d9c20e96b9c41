import { withPage } from '#app/core/actor.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { nameLanguages } from '#app/people/name-languages.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Page } from '#app/ui/page.tsx'
import { ScrollFrame } from '#app/ui/scroll-frame.tsx'
import { drawQr } from '../board/draw-qr.ts'
import { languages } from '../lists.ts'
import { LanguageNames } from '../turf/language-names.tsx'
import type { Route } from './+types/sheet.route.ts'
import { FloorSheet } from './floor-sheet.tsx'
import { listRows } from './rows.server.ts'
import { findSheet } from './sheets.server.ts'
import './paper.css'
import { sheetCode } from './paper-code.ts'
import { PrintButton } from './print-button.tsx'

/** The paper itself; of a large building several sheets, one after the other. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const url = new URL(request.url)
  const more = (url.searchParams.get('with') ?? '').split('.').filter(Boolean).slice(0, 30)
  return withPage(context, 'self', async (db) => {
    const sheets = []
    for (const code of [params.sheet, ...more]) {
      const sheet = await findSheet(db, code)
      sheets.push({
        sheet,
        rows: await listRows(db, sheet),
        qr: drawQr(new URL(`/turf/paper/${sheetCode(sheet.code)}`, url).href),
      })
    }
    return { sheets, languageNames: nameLanguages(resolveLocale(request.headers), languages) }
  })
}

export default function SheetPage({ loaderData: { sheets, languageNames, shell } }: Route.ComponentProps) {
  const i18n = useI18n()
  const { code = '', address = '' } = sheets[0]?.sheet ?? {}
  return (
    <>
      <div className="print:hidden">
        <Page
          title={i18n._('paper.sheet.title')}
          tab={address}
          lead={i18n._('paper.sheet.lead')}
          actions={
            <>
              <LinkButton to={`/turf/paper/${sheetCode(code)}`}>{i18n._('paper.enter')}</LinkButton>
              <PrintButton>{i18n._('paper.sheet.print')}</PrintButton>
            </>
          }
        >
          {null}
        </Page>
      </div>
      <LanguageNames names={languageNames}>
        <ScrollFrame label={i18n._('paper.sheet.title')} className="paper-pages mt-4 print:mt-0">
          {sheets.map(({ sheet, rows, qr }) => (
            <FloorSheet key={sheet.code} sheet={sheet} rows={rows} qr={qr} by={shell.personName} />
          ))}
        </ScrollFrame>
      </LanguageNames>
    </>
  )
}
