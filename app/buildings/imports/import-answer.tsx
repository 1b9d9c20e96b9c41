import { useEffect, useRef } from 'react'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import type { ProblemCode, Report } from './import.schema.ts'
import { listCounts, problemKey, reasonKey, whyKey } from './import-words.ts'
import type { Undone } from './undo-import.server.ts'

export type Answer =
  | { report: Report; isOther: boolean }
  | { done: Report & { importId: string } }
  | { problem: { code: ProblemCode; values: Record<string, string | number> } }
  | { undone: Undone }

/** What the last step said; the focus comes here, where the news is. */
export function ImportAnswer({ answer }: { answer: Answer }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (answer) box.current?.focus()
  }, [answer])
  return (
    <div ref={box} tabIndex={-1} className="mt-6 flex flex-col items-start gap-4 border-t-2 border-ink pt-4">
      <Told answer={answer} />
    </div>
  )
}

function Told({ answer }: { answer: Answer }) {
  const i18n = useI18n()
  const format = useFormat()
  if ('problem' in answer) {
    const { code, values } = answer.problem
    const day = typeof values.day === 'string' ? format.day(values.day, 'plain') : ''
    return (
      <p className="max-w-reading rounded-control border-2 border-amber bg-amber-tint px-4 py-3 font-semibold">
        <span aria-hidden="true">△ </span>
        {i18n._(problemKey(code), { ...values, day })} {i18n._('import.nothingChanged')}
      </p>
    )
  }
  if ('undone' in answer) return <UndoneAnswer undone={answer.undone} />
  if ('done' in answer)
    return (
      <>
        <h2>{i18n._('import.done', { file: answer.done.fileName })}</h2>
        <ReportBody report={answer.done} />
        <LinkButton to={answer.done.counts.lines > 0 ? '/map' : '/buildings'} variant="main">
          {i18n._(answer.done.counts.lines > 0 ? 'import.toMap' : 'import.toBuildings')}
        </LinkButton>
      </>
    )
  return (
    <>
      <h2>{i18n._('import.checked', { file: answer.report.fileName })}</h2>
      <p>{i18n._(answer.isOther ? 'import.otherFile' : 'import.nothingChanged')}</p>
      <ReportBody report={answer.report} />
    </>
  )
}

function ReportBody({ report }: { report: Report }) {
  const i18n = useI18n()
  const { counts, refusals } = report
  return (
    <>
      <ul className="list-disc pl-5">
        {listCounts(i18n, counts).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {refusals.length > 0 && (
        <DataTable
          caption={i18n._('import.refusals', { shown: refusals.length, all: counts.refused })}
          rows={refusals}
          rowKey={({ line }) => String(line)}
          columns={[
            { id: 'line', head: i18n._('import.head.line'), cell: ({ line }) => line, numeric: true },
            { id: 'column', head: i18n._('import.head.column'), cell: ({ column }) => column || '–' },
            { id: 'value', head: i18n._('import.head.value'), cell: ({ value }) => value || '–' },
            {
              id: 'reason',
              head: i18n._('import.head.reason'),
              cell: ({ reason }) => i18n._(reasonKey(reason)),
            },
          ]}
        />
      )}
    </>
  )
}

function UndoneAnswer({ undone }: { undone: Undone }) {
  const i18n = useI18n()
  if (undone.ok) return <h2>{i18n._('import.undone', undone)}</h2>
  return (
    <>
      <h2>{i18n._('import.inTheWay')}</h2>
      <ul className="list-disc pl-5">
        {undone.inTheWay.slice(0, 50).map(({ address, reason }) => (
          <li key={`${address} ${reason}`}>
            {address}: {i18n._(whyKey(reason))}
          </li>
        ))}
      </ul>
      {undone.inTheWay.length > 50 && (
        <p>{i18n._('import.andMore', { count: undone.inTheWay.length - 50 })}</p>
      )}
    </>
  )
}
