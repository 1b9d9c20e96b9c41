import { type Control, useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { useI18n } from '#app/messages/i18n.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Section } from '#app/ui/page.tsx'
import { ScriptLines } from '../doors/script-lines.tsx'
import { type ScriptForm, stepsOf } from './script.schema.ts'

export type FormControl = Control<z.input<typeof ScriptForm>, unknown, z.output<typeof ScriptForm>>

/** As the phone will show it: what is being written, before it is saved. */
export function ScriptPreview({ control }: { control: FormControl }) {
  const i18n = useI18n()
  const steps = stepsOf(useWatch({ control, name: 'steps' }) ?? [])
  return (
    <Section title={i18n._('script.preview')}>
      {steps.length === 0 ? (
        <Empty>{i18n._('script.previewNone')}</Empty>
      ) : (
        <div className="max-w-[360px] border border-edge bg-wall px-3">
          <ScriptLines script={{ steps }} />
        </div>
      )}
      <p className="mt-2 text-hint text-ink-2">{i18n._('script.previewHint')}</p>
    </Section>
  )
}
