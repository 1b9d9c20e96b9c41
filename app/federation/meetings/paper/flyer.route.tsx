import { useState } from 'react'
import { Form } from 'react-router'
import { PrintButton } from '#app/canvass/paper/print-button.tsx'
import { withPage } from '#app/core/actor.server.ts'
import { type Locale, locales, resolveLocale } from '#app/core/locale.ts'
import { requireUuid } from '#app/core/uuid.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { nameLanguages } from '#app/people/name-languages.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { Page } from '#app/ui/page.tsx'
import { ScrollFrame } from '#app/ui/scroll-frame.tsx'
import { listReading } from '../meeting-languages.server.ts'
import type { Route } from './+types/flyer.route.ts'
import { FlyerWords, type OwnWords } from './flyer-words.tsx'
import { requireMeeting, writeFlyerPart } from './meeting-paper.server.ts'
import '#app/canvass/paper/paper.css'

/** One sheet for the stairs: the meeting in two languages, nothing else on it. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams
  return withPage(context, 'meetings.read', async (db) => {
    const meeting = await requireMeeting(db, requireUuid(params.meetingId))
    const wanted = (name: string, otherwise: (typeof locales)[number]) =>
      locales.find((code) => code === query.get(name)) ?? otherwise
    const reading = await listReading(db, meeting.bodyId)
    // On top stands what more people here read.
    const [most = 'en'] = reading.flatMap(({ language }) => locales.find((code) => code === language) ?? [])
    const chosen = [wanted('first', most), wanted('second', most === 'en' ? 'es' : 'en')]
    return {
      meeting,
      chosen,
      reading,
      names: nameLanguages(resolveLocale(request.headers), [
        ...locales,
        ...reading.map(({ language }) => language),
      ]),
      parts: [...new Set(chosen)].map((code) => writeFlyerPart(db, meeting.startsAt, code)),
    }
  })
}

/** Of another meeting nothing is taken over. */
export default function FlyerPage({ loaderData }: Route.ComponentProps) {
  return <Flyer key={loaderData.meeting.id} loaderData={loaderData} />
}

function Flyer({ loaderData }: Pick<Route.ComponentProps, 'loaderData'>) {
  const i18n = useI18n()
  const { meeting, chosen, reading, names, parts } = loaderData
  const format = useFormat()
  const [own, setOwn] = useState<Partial<Record<Locale, OwnWords>>>({})
  const wordsIn = (language: Locale) => own[language] ?? { title: meeting.title, place: meeting.place }
  const options = locales.map((value) => ({ value, label: names[value] ?? value }))
  return (
    <>
      <div className="print:hidden">
        <Page
          title={i18n._('meetingPaper.flyer')}
          lead={i18n._('meetingPaper.flyer.lead')}
          actions={<PrintButton>{i18n._('paper.sheet.print')}</PrintButton>}
        >
          <Form className="flex flex-wrap items-end gap-3">
            <SelectField
              name="first"
              label={i18n._('meetingPaper.first')}
              options={options}
              defaultValue={chosen[0]}
            />
            <SelectField
              name="second"
              label={i18n._('meetingPaper.second')}
              options={options}
              defaultValue={chosen[1]}
            />
            <Button type="submit">{i18n._('meetingPaper.show')}</Button>
          </Form>
          <FlyerWords
            languages={parts.map(({ language }) => ({ code: language, name: names[language] ?? language }))}
            wordsIn={wordsIn}
            onChange={(language, words) => setOwn({ ...own, [language]: words })}
          />
          {reading.length > 0 && (
            <p className="mt-3 max-w-reading text-hint text-ink-2">
              {i18n._('meetingPaper.reading', {
                languages: format.list(
                  reading.map(
                    ({ language, count }) => `${names[language] ?? language} (${format.number(count)})`,
                  ),
                ),
              })}
            </p>
          )}
        </Page>
      </div>
      <ScrollFrame label={i18n._('meetingPaper.flyer')} className="paper-pages mt-4 print:mt-0">
        <section className="paper-page">
          {parts.map((part) => (
            <div key={part.language} lang={part.language} dir="auto" className="paper-part">
              <p className="paper-heading">{part.heading}</p>
              <p className="paper-title">{wordsIn(part.language).title}</p>
              <p className="paper-time">
                {part.weekday} {part.time}
              </p>
              <p className="paper-title">
                {part.day} · {wordsIn(part.language).place}
              </p>
              <p className="paper-text">{part.text}</p>
              <p>
                <bdi>{meeting.bodyName}</bdi>
              </p>
            </div>
          ))}
        </section>
      </ScrollFrame>
    </>
  )
}
