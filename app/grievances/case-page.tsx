import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { SeverityMark, StatusChip } from '#app/ui/marks.tsx'
import { Section } from '#app/ui/page.tsx'
import { AssignForm, ContactForm, MoveForms, TenantForm } from './case-forms.tsx'
import { CaseQuestions } from './case-questions.tsx'
import { CaseTimeline } from './case-timeline.tsx'
import { isOpen } from './grievance-status.ts'
import type { NextStep } from './next-step.ts'
import { NextStepPanel } from './next-step-panel.tsx'
import { PhotoGrid } from './photos/photo-grid.tsx'
import type { RepairPhoto } from './photos/photos.server.ts'
import type { RepairEvent } from './repair-case.server.ts'
import { ClockWords } from './repair-clock-words.tsx'
import { severityMark } from './repair-inbox.tsx'
import { RepairPlaceName } from './repair-place.tsx'
import { severityKey, statusKey } from './repair-words.ts'
import type { Repair } from './repairs.server.ts'

export type CaseResult =
  | { errors: Record<string, { type: string; message: string }>; values: Record<string, unknown> }
  | undefined

type CaseLink = { holdingId: string; id: string; door: string | null }

type CaseProps = {
  repair: Repair
  today: string
  words: string | null
  events: RepairEvent[]
  sameLine: CaseLink[]
  alsoAt: CaseLink[]
  keepers: { id: string; name: string }[]
  next: NextStep | null
  photos: RepairPhoto[]
  mayWrite: boolean
  me: string
  result: CaseResult
}

export function RepairCase(props: CaseProps) {
  const { repair, today, events, keepers, next, mayWrite, me, result } = props
  const i18n = useI18n()
  const moved = result?.errors.root
  return (
    <div className="max-w-reading">
      {moved && <ErrorSummary items={[{ name: 'root', message: moved.message }]} attempt={result} />}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SeverityMark severity={severityMark[repair.severity]}>
          {i18n._(severityKey(repair.severity))}
        </SeverityMark>
        <StatusChip>{i18n._(statusKey(repair.status))}</StatusChip>
        {repair.tab !== 'over' && <ClockWords repair={repair} today={today} />}
      </p>
      <Facts {...props} />
      {next && <NextStepPanel next={next} mayWrite={mayWrite} me={me} />}
      <CaseQuestions repair={repair} mayWrite={mayWrite} />
      <CasePhotos repair={repair} photos={props.photos} />
      {mayWrite && isOpen(repair.status) && (
        <>
          <ContactForm key={`contact ${events.length}`} today={today} result={result} />
          <TenantForm key={`tenant ${events.length}`} result={result} person={repair.person} />
        </>
      )}
      {mayWrite && (
        <Section title={i18n._('repair.moveAlong')}>
          {isOpen(repair.status) && <AssignForm keepers={keepers} ownerId={repair.ownerId} />}
          <MoveForms status={repair.status} />
        </Section>
      )}
      <CaseTimeline events={events} reported={repair} />
    </div>
  )
}

function CasePhotos({ repair, photos }: Pick<CaseProps, 'repair' | 'photos'>) {
  const i18n = useI18n()
  const all = `/repairs/${repair.holdingId}/${repair.id}/photos`
  return (
    <Section title={i18n._('photo.list')} actions={<LinkButton to={all}>{i18n._('photo.all')}</LinkButton>}>
      {photos.length > 0 ? (
        <PhotoGrid holdingId={repair.holdingId} photos={photos} to={({ id }) => `${all}?photo=${id}`} />
      ) : (
        <p className="text-ink-2">{i18n._('photo.empty')}</p>
      )}
    </Section>
  )
}

function Facts({ repair, words, sameLine, alsoAt }: CaseProps) {
  const i18n = useI18n()
  const format = useFormat()
  return (
    <dl className="mt-4 grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
      <Fact name={i18n._('repair.where')}>
        <Link
          to={`/buildings/${repair.buildingId}`}
          className="text-enamel underline-offset-4 hover:underline"
        >
          <RepairPlaceName repair={repair} />
        </Link>
      </Fact>
      <Fact name={i18n._('repair.since')}>
        {repair.since ? format.day(repair.since, 'plain') : i18n._('repair.notKnown')}
      </Fact>
      <Fact name={i18n._('repair.heard')}>
        {i18n._(repair.atTheDoor ? 'repair.heardAtDoor' : 'repair.heardByHand', {
          day: format.day(repair.reportedDay),
          name: repair.heardBy ?? i18n._('repair.someone'),
        })}
      </Fact>
      {repair.person && (
        <Fact name={i18n._('repair.tenant')}>
          <Link
            to={`/buildings/${repair.buildingId}/people/${repair.personId}`}
            className="text-enamel underline-offset-4 hover:underline"
          >
            <bdi>{repair.person}</bdi>
          </Link>
        </Fact>
      )}
      <Fact name={i18n._('repair.landlord')}>{repair.landlord ?? i18n._('repair.notKnown')}</Fact>
      {repair.owner && (
        <Fact name={i18n._('repair.owner')}>
          <bdi>{repair.owner}</bdi>
        </Fact>
      )}
      {alsoAt.length > 0 && (
        <Fact name={i18n._('repair.alsoAt')}>
          <CaseLinks cases={alsoAt} />
        </Fact>
      )}
      {sameLine.length > 0 && (
        <Fact name={i18n._('repair.sameLine', { line: repair.line ?? '' })}>
          <CaseLinks cases={sameLine} />
        </Fact>
      )}
      {words && (
        <Fact name={i18n._('repair.inTheirWords')}>
          <q dir="auto">{words}</q>
        </Fact>
      )}
    </dl>
  )
}

function CaseLinks({ cases }: { cases: CaseLink[] }) {
  return cases.map(({ holdingId, id, door }) => (
    <Link
      key={id}
      to={`/repairs/${holdingId}/${id}`}
      className="mr-3 inline-block font-sign font-semibold text-enamel underline-offset-4 hover:underline"
    >
      {door}
    </Link>
  ))
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-label text-ink-3">{name}</dt>
      <dd className="-mt-2 min-w-0 sm:mt-0">{children}</dd>
    </div>
  )
}
