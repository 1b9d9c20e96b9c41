import { useEffect, useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { exportFile } from '../offline/outbox-file.ts'
import type { Phone } from '../offline/phone-types.ts'

const fileName = 'lintel-not-sent.json'

/** What has not arrived, into a file that somebody else can carry. */
export function SaveFile({ phone }: { phone: Phone }) {
  const i18n = useI18n()
  const [went, setWent] = useState<'saved' | 'failed' | null>(null)
  const { waiting, look, held, photos } = usePhoneStatus(phone)
  const acts = waiting + look + held
  if (acts + photos === 0) return <p>{i18n._('handIn.nothingHere')}</p>
  return (
    <section className="flex flex-col items-start gap-3">
      <h2>{i18n._('handIn.save')}</h2>
      <p>{i18n._('handIn.save.text', { acts, photos })}</p>
      <Button
        size="touch"
        onClick={() => {
          setWent(null)
          exportFile(phone)
            .then(giveFile)
            .then(
              () => setWent('saved'),
              () => setWent('failed'),
            )
        }}
      >
        {i18n._('door.export')}
      </Button>
      <SavedFile went={went} />
    </section>
  )
}

/** Where the file is, and what to do with it: the browser itself may say nothing at all. */
export function SavedFile({ went }: { went: 'saved' | 'failed' | null }) {
  const i18n = useI18n()
  return (
    <>
      <div role="status">
        {went === 'saved' && (
          <p className="font-semibold">
            <span aria-hidden="true">✓ </span>
            {i18n._('handIn.saved', { name: fileName })}
          </p>
        )}
      </div>
      <p className={went === 'saved' ? undefined : 'text-label'}>{i18n._('handIn.save.after')}</p>
      <div role="alert">{went === 'failed' && <p>{i18n._('handIn.problem.notSaved')}</p>}</div>
    </>
  )
}

function usePhoneStatus(phone: Phone) {
  const [status, setStatus] = useState(() => phone.status())
  useEffect(() => {
    const stop = phone.subscribe(setStatus)
    setStatus(phone.status())
    return () => void stop()
  }, [phone])
  return status
}

function giveFile(file: Blob) {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
