import { Suspense, useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import type { Disposition, LanguageCode } from '../lists.ts'
import { withoutNames } from '../offline/locked.ts'
import type { PhoneStatus } from '../offline/phone-types.ts'
import type { Door, Turf } from '../turf.schema.ts'
import { ChosenCard, DoorCard } from './door-card.tsx'
import { doorFace } from './door-face.ts'
import { DoorGrid } from './door-grid.tsx'
import { DoorHeader } from './door-header.tsx'
import { dispositionKey } from './door-words.ts'
import { hintFor } from './hint.ts'
import { loadParts, NewDoorSheet, OtherSheet, SavedSheet, TalkScreen } from './later-parts.ts'
import { besideDoor, nextDoor } from './next-door.ts'
import { doorsNow, ownKnocks } from './own-knocks.ts'
import { useDrafts } from './use-drafts.ts'
import { useKnocks } from './use-knocks.ts'
import { useLight } from './use-light.ts'
import { type PhoneView, usePhone } from './use-phone.ts'

/** What is on the screen is begun anew when the phone locks, and when it opens: then the talks are read again. */
export function DoorScreen({ turf: atStart, view: first }: { turf: Turf; view: PhoneView }) {
  const view = usePhone(first)
  const { phone, locked } = view
  // After the lease has ended the store gives no turf any more; writing goes on with the one at hand.
  const turf = view.turfs.find(({ turfId }) => turfId === atStart.turfId) ?? atStart

  // Whoever has signed in since comes back here.
  useEffect(() => {
    if (locked) phone.download().catch(() => {})
  }, [phone, locked])

  return <Doors key={String(locked)} turf={locked ? withoutNames(turf) : turf} view={view} />
}

/** The grid and the current door on one screen; a talk takes the whole of it. */
function Doors({ turf, view }: { turf: Turf; view: PhoneView & { status: PhoneStatus } }) {
  const i18n = useI18n()
  const { phone, acts, status, locked } = view
  const [params, setParams] = useSearchParams()
  const light = useLight()
  const talks = useDrafts(phone, view.drafts)
  const [flyer, setFlyer] = useFlyer(turf.turfId)
  const knocks = useKnocks(phone, turf, flyer, talks)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [sheet, setSheet] = useState<'other' | 'saved' | 'new' | null>(null)

  const [wasTalking] = useState(() => localStorage.getItem(talkMark))

  useEffect(() => void loadParts(), [])

  const doors = doorsNow(turf.doors, acts, turf.turfId)
  const own = ownKnocks(acts)
  const done = new Set(own.map(({ unitId }) => unitId))
  const faceOf = (door: Door) => doorFace(door, own, (locked ? view : talks).drafts.has(door.unitId))

  // Opened anew without a door: whoever left a talk may stand before any of them; whoever was cut off in one is still in it.
  const cutOff = doors.find(({ unitId }) => unitId === wasTalking && talks.drafts.has(unitId))
  const asked = doors.find(({ unitId }) => unitId === params.get('unit'))
  const reached = doors.filter(({ reachedDay }) => reachedDay).map(({ unitId }) => unitId)
  const first = () => nextDoor(doors, null, new Set([...done, ...reached])) ?? nextDoor(doors, null, done)
  const door = asked ?? cutOff ?? first() ?? doors[0]
  const draft = door && talks.drafts.get(door.unitId)
  const talking = asked ? params.has('talk') : Boolean(cutOff)
  useTalkMark(draft && talking ? door?.unitId : undefined)

  const go = (unitId: string, talk = false) =>
    setParams({ unit: unitId, ...(talk && { talk: '1' }) }, { replace: true, preventScrollReset: true })
  const goOn = (from: string, logged: readonly string[]) =>
    go(nextDoor(doors, from, new Set([...done, ...logged]))?.unitId ?? from)

  const log = async (which: readonly Door[], disposition: Disposition, languages?: LanguageCode[]) => {
    setSheet(null)
    const saved = await knocks.log(which, disposition, languages)
    const from = which.at(-1)
    if (!saved || !from) return
    setChosen(new Set())
    goOn(
      from.unitId,
      which.map(({ unitId }) => unitId),
    )
  }

  const choose = ({ unitId, struck, doNotKnock }: Door) => {
    if (struck || doNotKnock) return
    const next = new Set(chosen)
    if (!next.delete(unitId)) next.add(unitId)
    setChosen(next)
  }

  const undo = useUndoable(knocks, go)
  const saved = sheet === 'saved' && (
    <SavedSheet
      phone={phone}
      status={status}
      acts={acts}
      labelOf={(unitId) => doors.find((each) => each.unitId === unitId)?.label ?? ''}
      back={`/doors/turf/${turf.turfId}?${params}`}
      onClose={() => setSheet(null)}
    />
  )

  if (door && draft && talking)
    return (
      <Suspense>
        <TalkScreen
          door={door}
          meeting={turf.meeting}
          script={turf.script}
          draft={draft}
          status={status}
          onChange={(change) => talks.change(door.unitId, change)}
          onLeave={() => go(door.unitId)}
          onShowSaved={() => setSheet('saved')}
          onDone={async () => {
            if (await knocks.finish(door, draft)) goOn(door.unitId, [door.unitId])
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
        <div className="flex items-center gap-2 bg-amber-tint py-1 pl-3 text-label">
          <p role="status" className="flex-1">
            {i18n._('door.locked')}
          </p>
          <Button size="touch" onClick={() => setSheet('saved')}>
            {i18n._('door.signIn')}
          </Button>
        </div>
      )}
      <ShiftOver turf={turf} />
      {doors.length === 0 && <p className="p-3">{i18n._('door.noDoors')}</p>}
      <DoorGrid
        doors={doors}
        faceOf={faceOf}
        currentId={door?.unitId ?? null}
        chosen={chosen}
        onOpen={({ unitId }) => go(unitId)}
        onChoose={choose}
        onNewDoor={() => setSheet('new')}
      />
      {chosen.size > 0 ? (
        <ChosenCard
          count={chosen.size}
          onNotHome={() =>
            log(
              doors.filter(({ unitId }) => chosen.has(unitId)),
              'not_home',
            )
          }
          onCancel={() => setChosen(new Set())}
        />
      ) : (
        door && (
          <DoorCard
            door={door}
            face={faceOf(door)}
            hint={hintFor(door, doors)}
            undo={undo}
            onNotHome={() => log([door], 'not_home')}
            locked={locked}
            onTalked={() => {
              // The words of a talk need a reader who may see them; that there was one does not.
              if (locked) return faceOf(door).toFinish ? setSheet('saved') : log([door], 'conversation')
              talks.begin(door.unitId, door.people)
              go(door.unitId, true)
            }}
            onOther={() => setSheet('other')}
            onBeside={(step) => {
              const beside = besideDoor(doors, door.unitId, step)
              if (beside) go(beside.unitId)
            }}
          />
        )
      )}
      <Suspense>
        {saved}
        {sheet === 'other' && door && (
          <OtherSheet
            label={door.label}
            flyer={flyer}
            onFlyer={setFlyer}
            onPick={(disposition, languages) => log([door], disposition, languages)}
            onClose={() => setSheet(null)}
          />
        )}
        {sheet === 'new' && (
          <NewDoorSheet
            floor={door?.floor ?? ''}
            labels={doors.map(({ label }) => label)}
            onClose={() => setSheet(null)}
            onAdd={async (label, floor) => {
              const unitId = crypto.randomUUID()
              if (!(await knocks.addDoor({ kind: 'unit', unitId, turfId: turf.turfId, label, floor }))) return
              setSheet(null)
              go(unitId)
            }}
          />
        )}
      </Suspense>
    </main>
  )
}

/** "4A · Not home · saved", and back to that door when it is taken back. */
function useUndoable({ last, undo }: ReturnType<typeof useKnocks>, go: (unitId: string) => void) {
  const i18n = useI18n()
  const { list } = useFormat()
  if (!last) return null
  const labels = list(last.labels)
  if (last.takenBack) return { text: `${labels} · ${i18n._('door.takenBack')}` }
  return {
    text: `${labels} · ${i18n._(dispositionKey(last.disposition))} · ${i18n._('door.isSaved')}`,
    onUndo: async () => {
      if (await undo()) go(last.unitId)
    },
  }
}

function ShiftOver({ turf }: { turf: Turf }) {
  const i18n = useI18n()
  const { instant } = useFormat()
  if (new Date(turf.shift.endsAt) > new Date()) return null
  return (
    <p className="bg-info-tint px-3 py-1 text-hint">
      {i18n._('door.shiftOver', { time: instant(turf.expiresAt) })}
    </p>
  )
}

const talkMark = 'lintel-talking'

/** Stands while a talk is on the screen. A page that is killed takes no mark away. */
function useTalkMark(unitId: string | undefined) {
  useEffect(() => {
    if (!unitId) return
    localStorage.setItem(talkMark, unitId)
    return () => localStorage.removeItem(talkMark)
  }, [unitId])
}

/** The flyer rides along while its switch is on, for this shift. */
function useFlyer(turfId: string) {
  const key = `lintel-flyer-${turfId}`
  const [on, setOn] = useState(() => localStorage.getItem(key) === 'on')
  return [
    on,
    (next: boolean) => {
      setOn(next)
      if (next) localStorage.setItem(key, 'on')
      else localStorage.removeItem(key)
    },
  ] as const
}
