import { useEffect, useRef, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { TabTitle } from '#app/ui/tab-title.tsx'
import type { Phone } from '../offline/phone-types.ts'
import { dropPhoto } from '../offline/photo-shelf.ts'
import { savePhoto } from '../offline/photos.ts'
import type { Route } from './+types/photo.route.ts'
import { LostOnTop } from './lost-on-top.tsx'
import type { Box } from './photo-boxes.ts'
import { PhotoCover } from './photo-cover.tsx'
import { covered, readPicture } from './photo-draw.ts'
import { photoInHand } from './photo-in-hand.ts'
import { isTalk, type RepairHeard } from './talk-draft.ts'
import { useHere } from './use-here.ts'
import { readPhone, usePhone } from './use-phone.ts'

/** A photo of a repair on its way from the camera to the talk it belongs to. */
export async function clientLoader() {
  return readPhone()
}
clientLoader.hydrate = true as const

export function HydrateFallback() {
  return <main id="page" className="h-dvh border-t-[6px] border-green" />
}

type Problem = 'unreadable' | 'notSaved' | 'noTalk'
const problemKeys = {
  unreadable: 'cover.unreadable',
  notSaved: 'cover.notSaved',
  noTalk: 'cover.noTalk',
} as const

export default function PhotoPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const here = useHere()
  const view = usePhone(loaderData)
  const { turfId } = useParams()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const [picture, setPicture] = useState<ImageBitmap | null>(null)
  const [boxes, setBoxes] = useState<readonly Box[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isSaving, setSaving] = useState(false)
  const unitId = params.get('unit') ?? ''
  const repairId = params.get('repair') ?? ''
  const backTo = `/doors/turf/${turfId}?unit=${unitId}&talk=1`
  const wasLeft = useRef(false)
  // To the talk's own step, on top of its door; a page that was opened by itself has none before it.
  const back = () => {
    if (wasLeft.current) return
    wasLeft.current = true
    if (history.state?.idx > 0) void navigate(-1)
    else void navigate(backTo, { replace: true })
  }

  const open = async (file: File | undefined) => {
    if (!file) return
    const read = await readPicture(file)
    setBoxes([])
    setPicture(read)
    setProblem(read ? null : 'unreadable')
  }

  const [first] = useState(photoInHand.look)
  useEffect(() => {
    photoInHand.drop()
    if (!first) return
    let gone = false
    void readPicture(first).then((read) => {
      if (gone) return
      setPicture(read)
      setProblem(read ? null : 'unreadable')
    })
    return () => {
      gone = true
    }
  }, [first])

  const save = async () => {
    if (!picture) return
    setProblem(null)
    setSaving(true)
    const found = await keep(view.phone, { picture, boxes, unitId, repairId, here })
    setSaving(false)
    if (found) return setProblem(found)
    navigator.vibrate?.(10)
    if (here.current) back()
  }

  return (
    <main id="page" className="flex min-h-dvh flex-col gap-3 border-t-[6px] border-green p-3 safe-bottom">
      <TabTitle>{i18n._('cover.title')}</TabTitle>
      <LostOnTop view={view} back={backTo} />
      <h1 className="text-section">{i18n._('cover.title')}</h1>
      <p>{i18n._(picture ? 'cover.how' : 'cover.take')}</p>
      <div role="alert">
        {problem && (
          <p className="rounded-tile bg-red-tint px-2 py-1 font-semibold text-red">
            {i18n._(problemKeys[problem])}
          </p>
        )}
      </div>
      {picture ? (
        <>
          <PhotoCover picture={picture} boxes={boxes} onBoxes={setBoxes} />
          <Button variant="main" size="door" disabled={isSaving} onClick={save} className="mt-auto">
            {i18n._(isSaving ? 'cover.saving' : 'cover.save')}
          </Button>
        </>
      ) : (
        <label className="flex min-h-16 items-center justify-center rounded-control border-2 border-green bg-green px-3 text-section font-semibold text-on-green focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-enamel">
          <input
            type="file"
            accept="image/jpeg"
            capture="environment"
            className="sr-only"
            onChange={({ target }) => void open(target.files?.[0])}
          />
          {i18n._('cover.camera')}
        </label>
      )}
      <Button size="door" onClick={back}>
        {i18n._('cover.without')}
      </Button>
    </main>
  )
}

type Kept = {
  picture: ImageBitmap
  boxes: readonly Box[]
  unitId: string
  repairId: string
  here: { current: boolean }
}

/** On the disk first, then named in the talk: what is named is there. */
async function keep(
  { inside, draft, saveDraft }: Phone,
  { picture, boxes, unitId, repairId, here }: Kept,
): Promise<Problem | null> {
  const made = await covered(picture, boxes)
  if (!made) return 'unreadable'
  try {
    return await inside.noting(async () => {
      const talk = await draft(unitId)
      if (!isTalk(talk) || !talk.repairs.some(({ id }) => id === repairId)) return 'noTalk'
      const sha256 = await savePhoto(inside, made.jpeg, made.thumb)
      const named = (repair: RepairHeard) =>
        repair.id === repairId
          ? { ...repair, photos: [...(repair.photos ?? []), { id: crypto.randomUUID(), sha256 }] }
          : repair
      try {
        // Whoever went on without it writes at the talk again: that is not to be written over.
        if (!here.current) await dropPhoto(inside, sha256)
        else await saveDraft(unitId, { ...talk, repairs: talk.repairs.map(named) }, talk.turfId)
      } catch (error) {
        await dropPhoto(inside, sha256)
        throw error
      }
      return null
    })
  } catch {
    return 'notSaved'
  }
}
