import { useState } from 'react'
import { data } from 'react-router'
import { deviceLabel } from '#app/account/device-label.ts'
import { Front } from '#app/account/front.tsx'
import { becomeActor, type Handle, withActor, withAnyone } from '#app/core/actor.server.ts'
import { invalid, parseForm, refuse } from '#app/core/form.server.ts'
import { resolveLocale } from '#app/core/locale.ts'
import { sessionContext, visitorContext } from '#app/core/request-context.ts'
import { serializeSession } from '#app/core/session-token.ts'
import { isUuid } from '#app/core/uuid.ts'
import { TimeZoneProvider, useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import type { Route } from './+types/join-shift.route.ts'
import { findInAppBrowser } from './in-app-browser.ts'
import { InstallFirst } from './install-first.tsx'
import { JoinForm } from './join-form.tsx'
import { createJoinLimits } from './join-limits.ts'
import { ComeAlong, JoinShift } from './joining.schema.ts'
import { comeAlong, findMyShift, joinShift } from './joining.server.ts'
import { OtherBrowser } from './other-browser.tsx'
import { joinPath } from './shift-code.ts'
import { systemOf } from './system-of.ts'
import { useInApp } from './use-in-app.ts'
import { Welcome } from './welcome.tsx'

type Context = Route.LoaderArgs['context']

const limits = createJoinLimits()

export async function loader({ request, context }: Route.LoaderArgs) {
  const userAgent = request.headers.get('user-agent')
  return {
    joined: await findJoined(request, context),
    me: await findMe(context),
    inApp: findInAppBrowser(userAgent),
    system: systemOf(userAgent),
    address: new URL(joinPath, request.url).href,
  }
}

function findMe(context: Context) {
  return unlessOver(context, async ({ actor }) => ({ name: actor.name, isNew: actor.isVisitor }))
}

/** The page of whoever is in, drawn anew: in another language, or after coming back to it. */
async function findJoined(request: Request, context: Context) {
  const shiftId = new URL(request.url).searchParams.get('in')
  return isUuid(shiftId) ? unlessOver(context, (db) => showShift(db, shiftId)) : null
}

/** A session that is over is none: whoever had one joins like everybody. */
async function unlessOver<T>(context: Context, find: (db: Handle) => Promise<T>) {
  if (!context.get(sessionContext)) return null
  try {
    return await withActor(context, 'doors', find)
  } catch (thrown) {
    if (thrown instanceof Response) return null
    throw thrown
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const userAgent = request.headers.get('user-agent')
  const isMe = new URL(request.url).searchParams.has('as-me')
  const form = await parseForm(request, isMe ? ComeAlong : JoinShift)
  if (!form.ok) return invalid(form)
  if (findInAppBrowser(userAgent)) return invalid(refuse(form.values, 'code', 'shiftJoin.inApp.notHere'))

  const { source } = context.get(visitorContext)
  if ((await limits.count(source)) > 0) return invalid(refuse(form.values, 'code', 'shiftJoin.code.wait'))
  const { code } = form.data
  const joined =
    'name' in form.data
      ? await joinAsNew(context, {
          code,
          name: String(form.data.name),
          locale: resolveLocale(request.headers),
          label: deviceLabel(userAgent),
        })
      : await joinAsMe(context, code)
  if (!joined) {
    const why = isMe ? 'shiftJoin.code.notMine' : 'shiftJoin.code.unknown'
    return invalid(refuse(form.values, 'code', why))
  }
  await limits.wasRight(source)
  const { token, ...shown } = joined
  return data(shown, token ? { headers: { 'Set-Cookie': serializeSession(token, request) } } : {})
}

function joinAsNew(context: Context, newcomer: Parameters<typeof joinShift>[1]) {
  return withAnyone(async (db) => {
    const joined = await joinShift(db, newcomer)
    if (!joined) return null
    const me = await becomeActor(context, db, joined.sessionId)
    const shown = await showShift(me, joined.shiftId)
    return shown && { ...shown, isNew: true, isGuest: true, token: joined.token }
  })
}

function joinAsMe(context: Context, code: string) {
  return withActor(context, 'doors', async (db) => {
    const shiftId = await comeAlong(db, code)
    const shown = shiftId ? await showShift(db, shiftId) : null
    return shown && { ...shown, token: null }
  })
}

async function showShift(db: Handle, shiftId: string) {
  const shift = await findMyShift(db, shiftId)
  return shift && { shift, shiftId, timeZone: db.union.timeZone, isNew: false, isGuest: db.actor.isVisitor }
}

export default function JoinShiftPage({ loaderData, actionData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { me, system, address } = loaderData
  const inApp = useInApp(loaderData.inApp)
  const result = actionData && !('shift' in actionData) ? actionData : undefined
  const joined = actionData && 'shift' in actionData ? actionData : result ? null : loaderData.joined
  if (joined)
    return (
      <TimeZoneProvider timeZone={joined.timeZone}>
        <Front title={i18n._('shiftJoin.in')} back={`${joinPath}?in=${joined.shiftId}`}>
          <Welcome shift={joined.shift} isNew={joined.isNew} isGuest={joined.isGuest} />
        </Front>
      </TimeZoneProvider>
    )
  return (
    <Front title={i18n._('shiftJoin.title')} lead={i18n._('shiftJoin.lead')}>
      {inApp ? (
        <OtherBrowser browser={inApp} address={address} />
      ) : (
        <>
          {me?.isNew && (
            <p className="mb-6">
              <LinkButton to="/doors" size="touch" reloadDocument>
                {i18n._('shiftJoin.toDoors')}
              </LinkButton>
            </p>
          )}
          <Joining me={me?.name ?? null} system={system} result={result} />
        </>
      )}
    </Front>
  )
}

type JoiningProps = {
  me: string | null
  system: ReturnType<typeof systemOf>
  result: Parameters<typeof JoinForm>[0]['result']
}

/** In a browser's tab the app comes first; inside the app, and where one goes on regardless, the form. */
function Joining({ me, system, result }: JoiningProps) {
  const [here, setHere] = useState(system === 'other')
  const formShows = here || result !== undefined
  return (
    <>
      {!formShows && (
        <div className="[@media(display-mode:standalone)]:hidden">
          <InstallFirst system={system} onHere={() => setHere(true)} />
        </div>
      )}
      <div className={formShows ? undefined : 'hidden [@media(display-mode:standalone)]:block'}>
        <JoinForm me={me} result={result} />
      </div>
    </>
  )
}
