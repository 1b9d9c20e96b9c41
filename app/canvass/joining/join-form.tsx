import { useEffect, useRef } from 'react'
import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { TextField } from '#app/ui/field.tsx'
import { useZodForm } from '#app/ui/use-zod-form.ts'
import { ComeAlong, JoinShift } from './joining.schema.ts'
import { ScanCode } from './scan-code.tsx'
import { spacedCode } from './shift-code.ts'
import { useCodeAtHand } from './use-code-at-hand.ts'

type Result = { errors: Record<string, { type: string; message: string }>; values: Record<string, unknown> }

/** Scan or type, a first name, done. Whoever is signed in is asked for no name. */
export function JoinForm({ me, result }: { me: string | null; result: Result | undefined }) {
  const i18n = useI18n()
  const code = useCodeAtHand()
  const form = useZodForm(me ? ComeAlong.extend({ name: JoinShift.shape.name.optional() }) : JoinShift, {
    labels: { code: i18n._('shiftJoin.code'), name: i18n._('shiftJoin.name') },
    result,
  })
  const send = useRef<HTMLButtonElement>(null)
  const { setValue, setFocus } = form

  useEffect(() => {
    if (code) setValue('code', spacedCode(code))
  }, [code, setValue])

  const take = (scanned: string) => {
    setValue('code', spacedCode(scanned))
    if (me) send.current?.focus()
    else setFocus('name')
  }

  return (
    <div className="flex flex-col gap-6">
      <ScanCode onCode={take} />
      <Form {...form.props} action={me ? '?as-me' : undefined} className="flex flex-col gap-5">
        <ErrorSummary {...form.summary} />
        <TextField
          {...form.field('code')}
          hint={i18n._('shiftJoin.code.hint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="font-sign text-title"
        />
        {me ? (
          <p>{i18n._('shiftJoin.asMe', { name: me })}</p>
        ) : (
          <TextField
            {...form.field('name')}
            hint={i18n._('shiftJoin.name.hint')}
            autoComplete="given-name"
            autoCapitalize="words"
            dir="auto"
          />
        )}
        <Button ref={send} type="submit" variant="main" size="touch">
          {i18n._('shiftJoin.do')}
        </Button>
      </Form>
    </div>
  )
}
