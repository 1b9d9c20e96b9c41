import { useEffect, useRef, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { createFrameReader } from './read-frames.ts'
import { readCode } from './shift-code.ts'

type Problem = 'denied' | 'none'

/** The camera looks for the code alone: no picture is kept or sent. Whoever says no to it types six letters. */
export function ScanCode({ onCode }: { onCode: (code: string) => void }) {
  const i18n = useI18n()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  return (
    <div className="flex flex-col items-start gap-3">
      {open ? (
        <Camera
          onText={(text) => {
            const code = readCode(text)
            if (!code) return
            setOpen(false)
            onCode(code)
          }}
          onProblem={(found) => {
            setOpen(false)
            setProblem(found)
          }}
        />
      ) : null}
      <Button
        size="touch"
        variant={open ? 'plain' : 'main'}
        onClick={() => {
          setProblem(null)
          setOpen(!open)
        }}
      >
        {i18n._(open ? 'shiftJoin.scan.stop' : 'shiftJoin.scan')}
      </Button>
      <p role="status" className="text-label">
        {open && i18n._('shiftJoin.scan.looking')}
        {problem && i18n._(problem === 'denied' ? 'shiftJoin.scan.denied' : 'shiftJoin.scan.none')}
      </p>
    </div>
  )
}

type CameraProps = { onText: (text: string) => void; onProblem: (problem: Problem) => void }

function Camera({ onText, onProblem }: CameraProps) {
  const i18n = useI18n()
  const video = useRef<HTMLVideoElement>(null)
  const told = useRef({ onText, onProblem })
  told.current = { onText, onProblem }

  useEffect(() => {
    const stop = watch(video, (text) => told.current.onText(text))
    stop.failed.then((problem) => problem && told.current.onProblem(problem))
    return stop.now
  }, [])

  return (
    <video
      ref={video}
      muted
      playsInline
      aria-label={i18n._('shiftJoin.scan.view')}
      className="aspect-square w-full max-w-sm rounded-control bg-sunk object-cover"
    />
  )
}

function watch(video: { readonly current: HTMLVideoElement | null }, found: (text: string) => void) {
  let gone = false
  let stream: MediaStream | undefined
  const end = () => {
    for (const track of stream?.getTracks() ?? []) track.stop()
  }

  async function run(): Promise<Problem | null> {
    if (!navigator.mediaDevices?.getUserMedia) return 'none'
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment' },
        audio: false,
      })
    } catch (error) {
      return error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'none'
    }
    if (gone || !video.current) {
      end()
      return null
    }
    video.current.srcObject = stream
    await video.current.play().catch(() => {})
    const read = await createFrameReader()
    while (!gone && video.current) {
      const text = await read(video.current)
      if (text && !gone) found(text)
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    return null
  }

  return {
    failed: run(),
    now() {
      gone = true
      end()
    },
  }
}
