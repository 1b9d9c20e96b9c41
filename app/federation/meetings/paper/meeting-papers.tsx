import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'

/** What a meeting needs on paper; lists of doors for those who read the chart. */
export function MeetingPapers({ meetingId, seesDoors }: { meetingId: string; seesDoors: boolean }) {
  const i18n = useI18n()
  return (
    <>
      <LinkButton to={`/meetings/${meetingId}/flyer`}>{i18n._('meetingPaper.flyer')}</LinkButton>
      {seesDoors && (
        <>
          <LinkButton to={`/meetings/${meetingId}/sign-in`}>{i18n._('meetingPaper.signIn')}</LinkButton>
          <LinkButton to={`/meetings/${meetingId}/reminders`}>{i18n._('meetingPaper.reminders')}</LinkButton>
        </>
      )}
    </>
  )
}
