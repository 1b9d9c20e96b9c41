import { useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { spacedCode } from '../joining/shift-code.ts'
import type { Qr } from './draw-qr.ts'

type CodeProps = {
  code: string | null
  qr: Qr | null
  startsAt: string
  endsAt: string
  now: Date
  address: string
}

/** Held up to whoever wants to come along: to scan, to type, to say. */
export function BoardCode({ code, qr, startsAt, endsAt, now, address }: CodeProps) {
  const i18n = useI18n()
  const format = useFormat()
  const fetcher = useFetcher()
  const opens = new Date(Date.parse(startsAt) - 2 * 3_600_000)
  const isToday = format.dayOf(opens) === format.dayOf(now)
  const closes = format.dayOf(endsAt) === format.dayOf(opens) ? format.time(endsAt) : format.instant(endsAt)
  const box = useRef<HTMLDivElement>(null)
  const shown = useRef(code)

  // In the street it is held up at once: picture and letters on one screen.
  useEffect(() => {
    if (code && code !== shown.current) box.current?.scrollIntoView()
    shown.current = code
  }, [code])

  return (
    <div ref={box} className="flex scroll-mt-4 flex-wrap items-start gap-6">
      {code && qr && (
        <div className="flex flex-col gap-2">
          <svg
            viewBox={`0 0 ${qr.size} ${qr.size}`}
            role="img"
            aria-label={i18n._('board.code.picture')}
            className="size-56 rounded-control border border-edge"
            shapeRendering="crispEdges"
          >
            {/* Black on white in the dark too: cameras do not read it turned round. */}
            <rect width={qr.size} height={qr.size} fill="#fff" />
            <path d={qr.path} fill="#000" />
          </svg>
          <p className="font-sign text-plate font-bold" data-code={code}>
            <span className="sr-only">{i18n._('board.code.letters')} </span>
            {spacedCode(code)}
          </p>
        </div>
      )}
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-3">
        <p className="max-w-reading">
          {i18n._(code ? 'board.code.how' : 'board.code.none', { address })}{' '}
          {i18n._('board.code.when', {
            from: isToday ? format.time(opens) : format.instant(opens),
            to: closes,
          })}
        </p>
        <fetcher.Form method="post" className="flex flex-wrap gap-3">
          <Button
            type="submit"
            name="intent"
            value="newCode"
            variant={code ? 'plain' : 'main'}
            disabled={fetcher.state !== 'idle'}
          >
            {i18n._(code ? 'board.code.renew' : 'board.code.make')}
          </Button>
          {code && (
            <Button type="submit" name="intent" value="endCode" disabled={fetcher.state !== 'idle'}>
              {i18n._('board.code.end')}
            </Button>
          )}
        </fetcher.Form>
      </div>
    </div>
  )
}
