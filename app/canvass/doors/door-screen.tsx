import { Suspense, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import type { Door, Turf } from '../lease/turf.schema.ts'
import type { Disposition } from '../lists.ts'
import { withoutNames } from '../offline/locked.ts'
import type { PhoneStatus } from '../offline/phone-types.ts'
import type { Knock } from '../sync/ops.schema.ts'
import { ChosenCard, DoorCard } from './door-card.tsx'
import { doorFace, inShift } from './door-face.ts'
import { DoorGrid } from './door-grid.tsx'
import { DoorHeader } from './door-header.tsx'
import type { SheetName } from './door-sheets.tsx'
import { isCategory } from './door-words.ts'
import { EndCard } from './end-card.tsx'
import { HoldHint } from './hold-hint.tsx'
import { DoorSheets, loadParts, SavedSheet, TalkScreen } from './later-parts.ts'
import { LockedLine } from './locked-line.tsx'
import { besideDoor } from './next-door.ts'
import { ShiftOver } from './shift-over.tsx'
import { useStartWhy } from './start-words.ts'
import { useThumb } from './thumb.ts'
import { turfAt } from './turf-at.ts'
import { useCurrentDoor } from './use-current-door.ts'
import { useDrafts } from './use-drafts.ts'
import { useFlyer } from './use-flyer.ts'
import { useFresh } from './use-fresh.ts'
import { useHouse } from './use-house.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { type Said, useKnocks } from './use-knocks.ts'
import { useLight } from './use-light.ts'
import { type PhoneView, usePhone } from './use-phone.ts'
import { useTalkMark } from './use-talk-mark.ts'
import { useUndoable } from './use-undoable.ts'

/** What is on the screen is begun anew when the phone locks, and when it opens: then the talks are read again. */
export function DoorScreen({ turf: atStart, view: first }: { turf: Turf; view: PhoneView }) {
  const view = usePhone(first)
  const { phone, locked } = view
  const [params] = useSearchParams()
  const goesAlong = params.has('talk') || first.past.includes(atStart)
  const turf = turfAt(view, atStart.turfId, params.get('unit'), goesAlong) ?? withoutNames(atStart)
  useFresh(phone)

  // Whoever has signed in since comes back here.
  useEffect(() => {
    if (locked) phone.download().catch(() => {})
  }, [phone, locked])

  // Where reading has ended writing goes on, in the middle of a talk too, by the numbers alone.
  return <Doors key={`${locked}`} turf={turf} isPast={!view.turfs.includes(turf)} view={view} />
}

const nobody: ReadonlySet<string> = new Set()

type DoorsProps = {
  turf: Turf
  /** Over, taken back or called off. */
  isPast: boolean
  view: PhoneView & { status: PhoneStatus }
}

/** The grid and the current door on one screen; a talk takes the whole of it. */
function Doors({ turf, isPast, view }: DoorsProps) {
  const i18n = useI18n()
  const { phone, acts, status, locked } = view
  const bare = locked || isPast
  const light = useLight()
  useKeptFocus()
  useThumb()
  const talks = useDrafts(phone, view.drafts, locked, turf.turfId)
  const [flyer, setFlyer] = useFlyer(turf)
  const knocks = useKnocks(phone, turf, flyer, talks)
  const [chosen, setChosen] = useState(nobody)
  const [sheet, setSheet] = useState<SheetName | null>(null)

  useEffect(() => void loadParts(), [])

  const house = useHouse(turf, acts, i18n.locale)
  const { doors, knocks: done, start } = house
  const drafts = useMemo(
    () => (locked ? new Map<string, unknown>([...view.drafts, ...talks.drafts]) : talks.drafts),
    [locked, view.drafts, talks.drafts],
  )
  const knocksAt = (unitId: string) => done.get(unitId) ?? []
  const hidden = view.hidden || isPast
  const faceOf = (door: Door) =>
    doorFace(door, knocksAt(door.unitId), drafts.has(door.unitId), turf.turfId, hidden)
  const { door, talking, walk, query, go, goOn, stepAwayTo } = useCurrentDoor(house, talks.drafts)
  const draft = door && talks.drafts.get(door.unitId)
  useTalkMark(phone, talks, talking ? draft : undefined)

  const log = (which: readonly Door[], disposition: Disposition, said?: Said) => {
    const saving = knocks.log(which, disposition, said)
    // What is drawn waits until it is on its way to the disk.
    if (sheet) setSheet(null)
    // Before the next door is drawn, and so with it.
    void saving.then((isSaved) => isSaved && setChosen(nobody))
    return goOn(saving, which)
  }

  const choose = ({ unitId, struck, doNotKnock }: Door) => {
    if (struck || doNotKnock) return
    const next = new Set(chosen)
    if (!next.delete(unitId)) next.add(unitId)
    setChosen(next)
  }

  const logged = door && inShift(knocksAt(door.unitId), turf.turfId).at(-1)?.op
  const talk = async (instead?: Knock) => {
    if (!door) return
    setSheet(null)
    // What cannot be read is not said anew: it would lose its words.
    if (bare && instead?.disposition === 'conversation') return
    if (instead && !locked) await knocks.reopen(instead, door.people)
    else talks.begin(door.unitId, door.people, instead?.knockId)
    go(door.unitId, true)
  }

  const hint = door && house.hintOf(door)
  const same =
    hint?.first && isCategory(hint.category) ? { category: hint.category, first: hint.first } : null
  const startWhy = useStartWhy()
  const undo = useUndoable(knocks, go)
  const saved = sheet === 'saved' && (
    <SavedSheet view={view} back={`/doors/turf/${turf.turfId}?${query}`} onClose={() => setSheet(null)} />
  )

  if (door && draft && talking)
    return (
      <Suspense>
        <TalkScreen
          door={door}
          turf={turf}
          draft={draft}
          status={status}
          onChange={(change) => talks.change(door.unitId, change)}
          onLeave={() => {
            talks.leave(door.unitId)
            go(door.unitId)
          }}
          onShowSaved={() => setSheet('saved')}
          onDone={async () => {
            const said = talks.newest(door.unitId) ?? draft
            const instead = knocksAt(door.unitId).find(({ op }) => op.knockId === said.replaces)?.op
            await goOn(knocks.finish(door, said, instead), [door])
          }}
        />
        {saved}
      </Suspense>
    )

  return (
    <main id="page" className="flex h-dvh flex-col overflow-y-auto">
      <DoorHeader
        title={turf.address}
        status={status}
        light={light.light}
        onTurnLight={light.turn}
        onShowSaved={() => setSheet('saved')}
      />
      {locked && (
        <LockedLine
          isEnded={status.ended}
          isGuest={status.guest}
          back={`/doors/turf/${turf.turfId}?${query}`}
          onUnlock={stepAwayTo}
          onShowSaved={() => setSheet('saved')}
        />
      )}
      <div role="status">
        {isPast && (
          <p className="bg-amber-tint px-3 py-1 text-label">
            {i18n._(new Date(turf.expiresAt) > phone.clock() ? 'door.gone' : 'door.over')}
          </p>
        )}
      </div>
      {!isPast && <ShiftOver turf={turf} now={phone.clock()} />}
      {doors.length === 0 && <p className="p-3">{i18n._('door.noDoors')}</p>}
      <DoorGrid
        house={house}
        drafts={drafts}
        hidden={hidden}
        currentId={door?.unitId ?? null}
        chosen={chosen}
        onOpen={({ unitId }) => go(unitId)}
        onChoose={choose}
        onNewDoor={() => setSheet('new')}
      />
      {doors.length > 1 && <HoldHint />}
      {chosen.size > 0 ? (
        <ChosenCard
          count={chosen.size}
          onNotHome={() =>
            log(
              doors.filter(({ unitId }) => chosen.has(unitId)),
              'not_home',
            )
          }
          onCancel={() => setChosen(nobody)}
        />
      ) : (
        doors.length > 0 &&
        (!door ? (
          <EndCard undo={undo} />
        ) : (
          <DoorCard
            door={door}
            face={faceOf(door)}
            hint={hint ?? null}
            undo={bare && knocks.last?.changed?.from.disposition === 'conversation' ? null : undo}
            start={
              start && start.door.unitId !== door.unitId
                ? {
                    text: i18n._('door.start', { place: start.place, why: startWhy(start) }),
                    go: () => go(start.door.unitId),
                  }
                : null
            }
            locked={bare}
            onNotHome={() => log([door], 'not_home')}
            onTalked={() => talk()}
            onSame={same && (() => setSheet('same'))}
            onChange={() => setSheet('change')}
            onOther={() => setSheet('other')}
            beside={[-1, 1].map((step) => {
              const beside = besideDoor(walk, door.unitId, step)
              return beside && { label: beside.label, go: () => go(beside.unitId) }
            })}
          />
        ))
      )}
      <Suspense>
        {saved}
        {sheet && sheet !== 'saved' && (
          <DoorSheets
            sheet={sheet}
            turf={turf}
            doors={doors}
            door={door}
            draft={draft}
            logged={logged}
            same={same}
            knocks={knocks}
            talks={talks}
            flyer={flyer}
            onFlyer={setFlyer}
            onLog={(which, disposition, said) => log([which], disposition, said)}
            onTalk={talk}
            go={go}
            onClose={() => setSheet(null)}
          />
        )}
      </Suspense>
    </main>
  )
}
