import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { Button } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { TabTitle } from '#app/ui/tab-title.tsx'
import type { Said } from '../lease/turf.schema.ts'
import { type LanguageCode, languages } from '../lists.ts'
import type { Route } from './+types/card.route.ts'
import { useLanguageName } from './door-words.ts'
import { keepLanguage } from './keep-language.ts'
import { handLast } from './last-in-hand.ts'
import { LostOnTop } from './lost-on-top.tsx'
import { inOrder, ownName } from './own-names.ts'
import { takeTurns } from './take-turns.ts'
import { turfAt } from './turf-at.ts'
import { useHere } from './use-here.ts'
import { readPhone, usePhone } from './use-phone.ts'

/** A card in the language of whoever opened: who we are, and that we come back with somebody who speaks it. */
export async function clientLoader() {
  return readPhone()
}
clientLoader.hydrate = true as const

export function HydrateFallback() {
  return <main id="page" className="h-dvh border-t-[6px] border-green" />
}

export default function CardPage({ loaderData }: Route.ComponentProps) {
  const i18n = useI18n()
  const { turfId } = useParams()
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const here = useHere()
  const view = usePhone(loaderData)
  const [{ alone }] = useState(takeTurns)
  const [language, setLanguage] = useState<LanguageCode | null>(null)
  const cards = view.phone.inside.lease()?.cards ?? []
  // Taken away meanwhile, it is written at the one at hand.
  const unitId = params.get('unit')
  const known = { ...view, past: [...view.past, ...loaderData.turfs] }
  const turf = turfAt(known, turfId, unitId)
  const door = turf?.doors.find((each) => each.unitId === unitId)
  const backTo = `/doors/turf/${turfId}?${new URLSearchParams(door && { unit: door.unitId })}`
  const back = () => navigate(backTo, { replace: true })

  const comeBack = (spoken: LanguageCode | null) =>
    turf &&
    door &&
    alone(door.unitId, async () => {
      const { to, last } = await keepLanguage(view, turf, door, spoken, params.has('instead'))
      navigator.vibrate?.(10)
      if (!here.current) return
      handLast(view.phone, turf.turfId, last)
      void navigate(`/doors/turf/${turfId}?${to ? `unit=${to}` : 'end=1'}`, { replace: true })
    })

  return (
    <main id="page" className="flex min-h-dvh flex-col gap-3 border-t-[6px] border-green p-3 safe-bottom">
      <TabTitle>{i18n._('doors.title')}</TabTitle>
      <LostOnTop view={view} back={backTo} />
      {!door && <h1 className="text-section">{i18n._('card.noDoor')}</h1>}
      {door && language && (
        <Card
          card={cards.find((card) => card.language === language)}
          language={language}
          onBack={() => setLanguage(null)}
          onComeBack={() => comeBack(language)}
        />
      )}
      {door && !language && (
        <Choice
          cards={cards}
          spoken={turf?.doors.flatMap(({ languages }) => languages) ?? []}
          onChoose={setLanguage}
          onUnknown={() => comeBack(null)}
        />
      )}
      {!language && (
        <Button size="door" onClick={back}>
          {i18n._('card.back')}
        </Button>
      )}
    </main>
  )
}

type ChoiceProps = {
  cards: readonly Said[]
  /** In this building. */
  spoken: readonly string[]
  onChoose: (code: LanguageCode) => void
  onUnknown: () => void
}

/** Each by its own name, so that whoever opened can point at it. */
function Choice({ cards, spoken, onChoose, onUnknown }: ChoiceProps) {
  const i18n = useI18n()
  const [isLong, setLong] = useState(false)
  const { first, more } = inOrder(languages, {
    locale: i18n.locale,
    cards: cards.map(({ language }) => language),
    spoken,
  })
  return (
    <>
      <h1 className="text-section">{i18n._('card.which')}</h1>
      <ul>
        {(isLong ? [...first, ...more] : first).map((code) => (
          <Language key={code} code={code} onChoose={onChoose} />
        ))}
      </ul>
      {!isLong && (
        <Button size="door" onClick={() => setLong(true)}>
          {i18n._('card.more', { count: more.length })}
        </Button>
      )}
      <Button size="door" onClick={onUnknown}>
        {i18n._('card.unknown')}
      </Button>
    </>
  )
}

function Language({ code, onChoose }: { code: LanguageCode; onChoose: (code: LanguageCode) => void }) {
  const languageName = useLanguageName()
  return (
    <li>
      <button
        type="button"
        onClick={() => onChoose(code)}
        className="flex min-h-14 w-full items-center justify-between gap-3 border-t border-hair py-2 text-left text-section font-semibold"
      >
        <span lang={code} dir="auto">
          {ownName(code)}
        </span>
        <span className="text-hint font-normal text-ink-2">{languageName(code)}</span>
      </button>
    </li>
  )
}

type CardProps = {
  card: Said | undefined
  language: LanguageCode
  onBack: () => void
  onComeBack: () => void
}

/** Only what somebody who speaks it has read; else the name of the language alone, which is never wrong. */
function Card({ card, language, onBack, onComeBack }: CardProps) {
  const i18n = useI18n()
  const languageName = useLanguageName()
  return (
    <>
      <h1 className="text-hint text-ink-2">{languageName(language)}</h1>
      <p
        lang={language}
        dir="auto"
        className={classNames('flex-1 content-center font-semibold', card ? 'text-title' : 'text-plate')}
      >
        {card?.text ?? ownName(language)}
      </p>
      {!card && <p className="text-hint text-ink-2">{i18n._('card.notReviewed')}</p>}
      <Button variant="main" size="door" onClick={onComeBack}>
        {i18n._('card.comeBack', { language: languageName(language) })}
      </Button>
      <Button size="door" onClick={onBack}>
        {i18n._('card.another')}
      </Button>
    </>
  )
}
