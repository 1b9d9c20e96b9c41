import { Form } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'

type PhonesProps = {
  phones: readonly { deviceId: string; title: string; since: string; isLost: boolean; isThis?: boolean }[]
}

/** Phones that hold doors. Losing one destroys what opens the names on it, wherever it is. */
export function Phones({ phones }: PhonesProps) {
  const i18n = useI18n()
  if (phones.length === 0) return <p className="text-ink-2">{i18n._('phones.none')}</p>
  return (
    <ul>
      {phones.map(({ deviceId, title, since, isLost, isThis }) => (
        <li
          key={deviceId}
          className="flex min-h-14 flex-wrap items-center justify-between gap-3 border-b border-hair py-2"
        >
          <span>
            <strong dir="auto">{title}</strong>
            <span className="block text-hint text-ink-3">
              {i18n._('phones.since', { when: since })}
              {isThis && ` · ${i18n._('phones.this')}`}
            </span>
          </span>
          {isLost ? (
            <span className="text-label text-ink-2">{i18n._('phones.isLost')}</span>
          ) : (
            <Form method="post">
              <input type="hidden" name="deviceId" value={deviceId} />
              <Button type="submit" name="intent" value="lost">
                {i18n._('phones.lose')}
                <span className="sr-only">
                  : {title}, {since}
                </span>
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}
