import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { type Box, boxAt, boxBetween, boxInMiddle, keyed, movedBy } from './photo-boxes.ts'
import { draw } from './photo-draw.ts'

type CoverProps = { picture: ImageBitmap; boxes: readonly Box[]; onBoxes: (boxes: readonly Box[]) => void }
type Drag = { from: { x: number; y: number }; box: number; before: readonly Box[] }

/** Black boxes, drawn by finger or mouse, or added and moved by keys. */
export function PhotoCover({ picture, boxes, onBoxes }: CoverProps) {
  const i18n = useI18n()
  const canvas = useRef<HTMLCanvasElement>(null)
  const drag = useRef<Drag | null>(null)
  const [chosen, setChosen] = useState(-1)
  const [steps, setSteps] = useState<(readonly Box[])[]>([])

  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, boxes, chosen)
  }, [picture, boxes, chosen])

  const change = (next: readonly Box[], before: readonly Box[] = boxes) => {
    setSteps([...steps, before])
    onBoxes(next)
  }

  const placeOf = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const shown = currentTarget.getBoundingClientRect()
    const by = picture.width / shown.width
    return { x: (clientX - shown.left) * by, y: (clientY - shown.top) * by }
  }

  const preview = (event: PointerEvent<HTMLCanvasElement>): readonly Box[] | null => {
    const { from, box, before } = drag.current ?? {}
    if (!from || !before || box === undefined) return null
    const to = placeOf(event)
    if (box < 0) {
      const drawn = boxBetween(from, to, picture)
      return drawn ? [...before, drawn] : before
    }
    return before.map((each, at) =>
      at === box ? movedBy(each, to.x - from.x, to.y - from.y, picture) : each,
    )
  }

  const add = () => {
    change([...boxes, boxInMiddle(picture)])
    setChosen(boxes.length)
  }

  return (
    <div className="flex flex-col gap-3">
      <canvas
        ref={canvas}
        role="img"
        aria-label={i18n._('cover.picture', { count: boxes.length })}
        className="max-h-[60dvh] max-w-full touch-none self-center border border-edge bg-sunk"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          const from = placeOf(event)
          const box = boxAt(boxes, from)
          drag.current = { from, box, before: boxes }
          setChosen(box)
        }}
        onPointerMove={(event) => {
          const next = preview(event)
          if (next) onBoxes(next)
        }}
        onPointerUp={(event) => {
          const next = preview(event)
          const before = drag.current?.before ?? boxes
          drag.current = null
          if (!next || next === before) return
          change(next, before)
          setChosen(next.length > before.length ? before.length : chosen)
        }}
        onPointerCancel={() => {
          if (drag.current) onBoxes(drag.current.before)
          drag.current = null
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button size="touch" onClick={add}>
          {i18n._('cover.add')}
        </Button>
        <Button
          size="touch"
          disabled={steps.length === 0}
          onClick={() => {
            onBoxes(steps.at(-1) ?? [])
            setSteps(steps.slice(0, -1))
            setChosen(-1)
          }}
        >
          {i18n._('cover.undo')}
        </Button>
        {boxes.map((box, at) => (
          <button
            key={`box ${at + 1}`}
            type="button"
            aria-describedby="cover-keys"
            onFocus={() => setChosen(at)}
            onKeyDown={(event) => {
              if (event.key === 'Delete' || event.key === 'Backspace') {
                event.preventDefault()
                return change(boxes.filter((_, each) => each !== at))
              }
              const next = keyed(box, event.key, event.shiftKey, picture)
              if (!next) return
              event.preventDefault()
              change(boxes.map((each, n) => (n === at ? next : each)))
            }}
            className="min-h-12 rounded-control border border-edge bg-sheet px-3 font-semibold"
          >
            {i18n._('cover.box', { n: at + 1 })}
          </button>
        ))}
      </div>
      <p id="cover-keys" className="hidden text-hint text-ink-2 pointer-fine:block">
        {i18n._('cover.keys')}
      </p>
    </div>
  )
}
