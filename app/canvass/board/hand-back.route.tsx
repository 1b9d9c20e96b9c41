import { useEffect, useState } from 'react'
import { Form } from 'react-router'
import { Front } from '#app/account/front.tsx'
import { withActor } from '#app/core/actor.server.ts'
import { invalid, parseForm } from '#app/core/form.server.ts'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { type PhoneView, readPhone } from '../doors/use-phone.ts'
import type { Route } from './+types/hand-back.route.ts'
import { HandBack, handBackReasons } from './hand-back.schema.ts'
import { handBack, listOpenTurf, type OpenTurf } from './hand-back.server.ts'
import { handBackKey } from './hand-back-words.ts'
import { talksLeft } from './talks-left.ts'

/** For whoever has doors and cannot finish them: back to the lead, with the reason. Guests too. */
export async function loader({ context }: Route.LoaderArgs) {
  return withActor(context, 'doors', async (db) => ({ turfs: await listOpenTurf(db) }))
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await parseForm(request, HandBack)
  if (!form.ok) return invalid(form)
  return { handed: await withActor(context, 'doors', (db) => handBack(db, form.data)) }
}

export default function HandBackPage({ loaderData: { turfs }, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const handed = actionData && 'handed' in actionData ? actionData.handed : null
  const errors = actionData && 'errors' in actionData ? actionData.errors : null
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
        {turfs.map((turf) => (
          <HandBackTurf
            key={turf.turfId}
            turf={turf}
            talks={view ? talksLeft(view, turf) : []}
            error={errors?.why?.message}
          />
        ))}
        <LinkButton to="/doors" size="touch" variant="quiet" reloadDocument>
          {i18n._('because.toDoors')}
        </LinkButton>
      </div>
    </Front>
  )
}

type HandBackTurfProps = { turf: OpenTurf; talks: string[]; error: string | undefined }

/** Asked once more: it is for the whole pair, and only the lead can give the doors out again. */
function HandBackTurf({ turf, talks, error }: HandBackTurfProps) {
  const i18n = useI18n()
  const format = useFormat()
  const [asked, setAsked] = useState(false)
  const close = () => setAsked(false)
  const { turfId, address, labels, others } = turf
  const form = `hand-back-${turfId}`
  const doors = labels.length
  const unfinished =
    talks.length > 0 && i18n._('handBack.talks', { count: talks.length, labels: format.list(talks) })
  return (
    <section className="border-t-2 border-ink pt-3">
      <h2>{address}</h2>
      <p>{i18n._('handBack.open', { doors, labels: format.list(labels) })}</p>
      <div role="status">
        {unfinished && <p className="mt-2 rounded-control bg-amber-tint p-3">✎ {unfinished}</p>}
      </div>
      <Form
        method="post"
        id={form}
        className="mt-3 flex flex-col items-start gap-3"
        onSubmit={(event) => {
          if (asked) return close()
          event.preventDefault()
          setAsked(true)
        }}
      >
        <input type="hidden" name="turfId" value={turfId} />
        <SelectField
          name="why"
          id={`why-${turfId}`}
          label={i18n._('handBack.why')}
          options={handBackReasons.map((value) => ({ value, label: i18n._(handBackKey(value)) }))}
          error={error}
        />
        <Button type="submit" size="touch">
          {i18n._('handBack.do', { doors })}
        </Button>
      </Form>
      <Dialog
        open={asked}
        onClose={close}
        title={i18n._('handBack.question', { doors })}
        actions={
          <>
            <Button onClick={close}>{i18n._('handBack.keep')}</Button>
            <Button type="submit" form={form} variant="danger">
              {i18n._('handBack.do', { doors })}
            </Button>
          </>
        }
      >
        <p>
          {others.length > 0
            ? i18n._('handBack.forAll', { names: format.list(others) })
            : i18n._('handBack.forYou')}
        </p>
        {unfinished && <p className="mt-2">✎ {unfinished}</p>}
      </Dialog>
    </section>
  )
}
