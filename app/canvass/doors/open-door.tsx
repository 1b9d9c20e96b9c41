import { Fragment } from 'react'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import type { Door, TurfMeeting, TurfScript } from '../lease/turf.schema.ts'
import { type AskStep, answers, heardCodes, languages } from '../lists.ts'
import { openPhone } from '../offline/phone.ts'
import { dropUnnamed } from '../offline/photo-shelf.ts'
import { ChipSet, OneOf } from './chip-set.tsx'
import { useCategoryWord, useLanguageName } from './door-words.ts'
import { JoinFields } from './join-fields.tsx'
import { PhotoInput } from './photo-input.tsx'
import { PhotoThumbs } from './photo-thumbs.tsx'
import { RepairSteps } from './repair-steps.tsx'
import { ScriptLines } from './script-lines.tsx'
import {
  comingTo,
  keepsNothing,
  type PhotoNamed,
  type RepairHeard,
  type Step,
  type TalkDraft,
} from './talk-draft.ts'
import { answerKey, heardKey } from './talk-words.ts'
import { WhatWeKeep } from './what-we-keep.tsx'

export type TalkProps = {
  door: Door
  meeting: TurfMeeting | undefined
  script?: TurfScript | undefined
  /** The three of the stairs. */
  asks: readonly AskStep[]
  /** A photo needs the talk it belongs to, which cannot be read then. */
  locked: boolean
  draft: TalkDraft
  onChange: (change: Partial<TalkDraft>) => void
}

/** Read by whoever stands in the door: no level, nothing from before, no note. */
export function OpenDoor(props: TalkProps) {
  const { door, meeting, script, locked, draft, onChange } = props
  const i18n = useI18n()
  const languageName = useLanguageName()
  const category = useCategoryWord()
  const spoken = [...draft.languages, ...door.languages]
  const step = draft.step ?? 'talk'
  const setStep = (next: Step) => onChange({ step: next })

  // The pictures of what is named no more go from the phone with it.
  const keepOnly = (repairs: RepairHeard[]) => {
    const kept = photosOf(repairs).map(({ sha256 }) => sha256)
    const gone = photosOf(draft.repairs).filter(({ sha256 }) => !kept.includes(sha256))
    onChange({ repairs })
    if (gone.length > 0)
      void openPhone().then(
        (phone) => dropUnnamed(phone, gone),
        () => {},
      )
  }

  if (step === 'keep') return <WhatWeKeep {...props} onBack={() => setStep('talk')} />
  if (step === 'repair')
    return (
      <RepairSteps
        onBack={() => setStep('talk')}
        onHeard={(repair) => {
          onChange({ repairs: [...draft.repairs, repair], step: 'talk' })
        }}
      />
    )

  return (
    <div className="flex flex-col gap-5 pb-4">
      <ScriptLines script={script} spoken={spoken} />
      {meeting && <MeetingCard meeting={meeting} draft={draft} onChange={onChange} />}
      <ChipSet
        label={i18n._('door.heard')}
        codes={heardCodes}
        first={6}
        chosen={draft.heard}
        word={(code) => i18n._(heardKey(code))}
        onChange={(heard) => onChange({ heard })}
      />
      {draft.repairs.length > 0 && (
        <>
          <ChipSet
            label={i18n._('door.repairsToFix')}
            codes={draft.repairs.map(({ id }) => id)}
            chosen={draft.repairs.map(({ id }) => id)}
            word={(id) => category(draft.repairs.find((repair) => repair.id === id)?.category ?? '')}
            onChange={(kept) => keepOnly(draft.repairs.filter(({ id }) => kept.includes(id)))}
          />
          {draft.repairs.map((repair) => (
            <Fragment key={repair.id}>
              {!locked && (
                <PhotoInput unitId={door.unitId} repair={repair} what={category(repair.category)} />
              )}
              <PhotoThumbs
                repair={repair}
                what={category(repair.category)}
                onRemove={(gone) =>
                  keepOnly(draft.repairs.map((each) => (each === repair ? withoutPhoto(each, gone) : each)))
                }
              />
            </Fragment>
          ))}
        </>
      )}
      <div className="grid grid-cols-2 gap-2">
        <Button size="door" onClick={() => setStep('repair')}>
          {i18n._('door.problemToFix')}
        </Button>
        <Button size="door" onClick={() => setStep('keep')}>
          {i18n._('door.whatWeKeep')}
        </Button>
      </div>
      <JoinFields door={door} draft={draft} onChange={onChange} />
      {!keepsNothing(draft) && (
        <ChipSet
          label={i18n._('door.languages')}
          codes={languages}
          first={4}
          chosen={draft.languages}
          word={languageName}
          onChange={(chosen) => onChange({ languages: chosen })}
        />
      )}
    </div>
  )
}

const photosOf = (repairs: readonly RepairHeard[]) => repairs.flatMap(({ photos = [] }) => photos)

function withoutPhoto({ photos = [], ...repair }: RepairHeard, { id }: PhotoNamed): RepairHeard {
  const left = photos.filter((photo) => photo.id !== id)
  return left.length > 0 ? { ...repair, photos: left } : repair
}

function MeetingCard({
  meeting,
  draft,
  onChange,
}: { meeting: TurfMeeting } & Pick<TalkProps, 'draft' | 'onChange'>) {
  const i18n = useI18n()
  const { instant } = useFormat()
  return (
    <div className="rounded-control border border-edge bg-sheet p-3">
      <p className="font-semibold">
        {instant(meeting.startsAt)}, {meeting.place}
      </p>
      <OneOf
        label={i18n._('door.coming', { title: meeting.title })}
        codes={answers}
        chosen={comingTo(meeting, draft)}
        word={(code) => i18n._(answerKey(code))}
        onChange={(answer) => onChange({ coming: answer && { meetingId: meeting.id, answer } })}
      />
    </div>
  )
}
