import { useEffect, useState } from 'react'
import { Front } from '#app/account/front.tsx'
import { withActor } from '#app/core/actor.server.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { TimeZoneProvider, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { type PhoneView, readPhone } from '../doors/use-phone.ts'
import type { Route } from './+types/hand-back.route.ts'
import { HandBack } from './hand-back.schema.ts'
import { handBack, listOpenTurf } from './hand-back.server.ts'
import { HandBackTurf } from './hand-back-turf.tsx'
import { talksLeft } from './talks-left.ts'

/** For whoever has doors and cannot finish them: back to the lead, with the reason. Guests too. */
export async function loader({ context }: Route.LoaderArgs) {
  return withActor(context, 'doors', async (db) => ({
    turfs: await listOpenTurf(db),
    timeZone: db.union.timeZone,
  }))
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, HandBack)
  if (!form.ok) return invalid(form)
  const { sure, ...what } = form.data
  // Sent before the page's script could ask, or without one.
  if (!sure) return { asking: what }
  return { handed: await withActor(context, 'doors', (db) => handBack(db, what)) }
}

export default function HandBackPage({ loaderData: { turfs, timeZone }, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const handed = actionData && 'handed' in actionData ? actionData.handed : null
  const errors = actionData && 'errors' in actionData ? actionData.errors : null
  const asking = actionData && 'asking' in actionData ? actionData.asking : null
  const [view, setView] = useState<PhoneView>()
  useEffect(() => {
    // A browser without a store has no talk in it.
    readPhone().then(setView, () => {})
  }, [])
  return (
    <Front title={i18n._('handBack.title')} lead={i18n._('handBack.lead')}>
      <div className="flex flex-col gap-8">
        <div role="status">{handed !== null && <p>{i18n._('handBack.done', { doors: handed })}</p>}</div>
        {turfs.length === 0 && <p>{i18n._('handBack.none')}</p>}
        <TimeZoneProvider timeZone={timeZone}>
          {turfs.map((turf) => (
            <HandBackTurf
              key={turf.turfId}
              turf={turf}
              isNamed={turfs.some(({ shift }) => shift.id !== turf.shift.id)}
              talks={view ? talksLeft(view, turf) : []}
              error={errors?.why?.message}
              asking={asking?.turfId === turf.turfId ? asking.why : null}
            />
          ))}
        </TimeZoneProvider>
        <LinkButton to="/doors" size="touch" variant="quiet" reloadDocument>
          {i18n._('because.toDoors')}
        </LinkButton>
      </div>
    </Front>
  )
}
