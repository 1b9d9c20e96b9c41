import { useState } from 'react'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { exportFile } from '../offline/outbox-file.ts'
import type { Phone } from '../offline/phone-types.ts'
import { usePhoneStatus } from './use-phone-status.ts'

const fileName = 'lintel-not-sent.json'

/** What has not arrived, into a file that somebody else can carry. */
export function SaveFile({ phone }: { phone: Phone }) {
  const i18n = useI18n()
  const [went, setWent] = useState<'handed' | 'failed' | null>(null)
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
              () => setWent('handed'),
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

/** Where to look for the file, and what to do with it: no page hears whether the browser kept it, or under which name. */
export function SavedFile({ went }: { went: 'handed' | 'failed' | null }) {
  const i18n = useI18n()
  return (
    <>
      <div role="status">
        {went === 'handed' && <p className="font-semibold">{i18n._('handIn.handed', { name: fileName })}</p>}
      </div>
      <p className={went === 'handed' ? undefined : 'text-label'}>{i18n._('handIn.save.after')}</p>
      <div role="alert">{went === 'failed' && <p>{i18n._('handIn.problem.notSaved')}</p>}</div>
    </>
  )
}

function giveFile(file: Blob) {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
