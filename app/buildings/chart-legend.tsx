import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import type { ChartColour, ChartDoor } from './chart.ts'
import { struckKey, useStateWord } from './chart-words.ts'
import { legendOf } from './tile-face.ts'

type ChartLegendProps = {
  doors: readonly ChartDoor[]
  colour: ChartColour
  /** What is promised is not to come but to do. */
  isAction: boolean
}

/** Figure, word, colour; and how many doors each. */
export function ChartLegend({ doors, colour, isAction }: ChartLegendProps) {
  const i18n = useI18n()
  const { number } = useFormat()
  const word = useStateWord()
  const marks = [
    { sign: '✕', word: i18n._('chart.doNotKnock'), there: doors.some((door) => door.doNotKnock) },
    {
      sign: '★',
      word: i18n._('chart.isLeader'),
      there: colour !== 'leader' && doors.some((door) => door.leader),
    },
    {
      sign: '◆',
      word: i18n._('chart.mark.repair'),
      there: colour !== 'repairs' && doors.some((door) => door.repairs),
    },
    {
      sign: '●',
      word: i18n._('chart.mark.member'),
      there: colour !== 'members' && doors.some(({ member }) => member === 'member'),
    },
    {
      sign: '◗',
      word: i18n._(isAction ? 'chart.did.yes' : 'chart.mark.coming'),
      there:
        colour !== 'coming' &&
        colour !== 'did' &&
        doors.some(({ coming }) => coming === 'yes' || coming === 'came'),
    },
    { sign: '◐', word: i18n._('chart.split'), there: colour === 'stand' && doors.some((door) => door.split) },
  ].filter(({ there }) => there)
  const struck = doors.filter((door) => door.struck)
  return (
    <div className="mt-4 text-label">
      <ul className="flex flex-wrap gap-x-5 gap-y-2" aria-label={i18n._('chart.legend')}>
        {legendOf(doors, colour).map(({ state, fill, sign, count }) => (
          <li key={state} className="inline-flex items-center gap-2">
            <span
              className="swatch"
              data-fill={fill}
              data-reach={colour === 'talked' ? state : undefined}
              aria-hidden="true"
            >
              {sign}
            </span>
            {word(colour, state)}
            <span className="font-sign text-ink-3">{number(count)}</span>
          </li>
        ))}
      </ul>
      {colour === 'stand' && <LevelMeanings />}
      {marks.length > 0 && (
        <p className="mt-2 text-hint text-ink-2">
          {marks.map(({ sign, word: said }, i) => (
            <span key={sign}>
              {i > 0 && ' · '}
              <span aria-hidden="true">{sign}</span> {said}
            </span>
          ))}
        </p>
      )}
      {struck.length > 0 && (
        <p className="mt-2 text-hint text-ink-2">
          {i18n._('chart.struckNote', { count: struck.length })}{' '}
          {struck
            .map(({ label, struck: reason }) => `${label} (${reason ? i18n._(struckKey(reason)) : ''})`)
            .join(', ')}
        </p>
      )}
    </div>
  )
}

const levels = ['1', '2', '3', '4', '5'] as const
const levelKey = keysFor('level', levels)
const meansKey = keysFor('levelMeans', levels)

/** A level is a reading of what somebody does, and says the same to everybody who reads it. */
function LevelMeanings() {
  const i18n = useI18n()
  return (
    <details className="mt-2 max-w-reading text-hint text-ink-2 print:hidden">
      <summary className="inline-flex min-h-12 items-center text-label text-enamel desk:min-h-10">
        {i18n._('chart.levelMeanings')}
      </summary>
      <ul className="flex flex-col gap-1">
        {levels.map((level) => (
          <li key={level}>
            <strong>
              {level} {i18n._(levelKey(level))}
            </strong>
            : {i18n._(meansKey(level))}
          </li>
        ))}
        <li>
          <strong>{i18n._('chart.level.none')}</strong>: {i18n._('chart.level.noneMeans')}
        </li>
        <li>{i18n._('chart.levelStale')}</li>
      </ul>
    </details>
  )
}
