type DayStyle = 'short' | 'long' | 'plain' | 'date'
type Instant = string | Date

const dayStyles = {
  short: { weekday: 'short', month: 'short', day: 'numeric' },
  long: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
  plain: { month: 'short', day: 'numeric', year: 'numeric' },
  /** As a letter writes it, without the day of the week. */
  date: { month: 'long', day: 'numeric', year: 'numeric' },
} as const satisfies Record<DayStyle, Intl.DateTimeFormatOptions>

const dayMs = 86_400_000

/** Days are dates without a clock ('2026-11-26'); instants are told in the union's time zone. */
export function createFormat(locale: string, timeZone: string) {
  const dateIn = (zone: string, options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
    return (at: Date) => tidy(locale, format.format(at))
  }

  const clock = dateIn(timeZone, { hour: 'numeric', minute: '2-digit' })
  const dayOf = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const days = new Map<DayStyle, (at: Date) => string>()
  const lists = new Intl.ListFormat(locale)
  const numbers = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })

  const day = (date: string, style: DayStyle = 'short') => {
    const format = days.get(style) ?? dateIn('UTC', dayStyles[style])
    days.set(style, format)
    return format(midnight(date))
  }
  const today = () => dayOf.format(new Date())

  return {
    day,
    today,
    weekday: (date: string) => dateIn('UTC', { weekday: 'long' })(midnight(date)),
    time: (at: Instant) => clock(new Date(at)),
    /** The union's day an instant falls on, as 'YYYY-MM-DD'. */
    dayOf: (at: Instant) => dayOf.format(new Date(at)),
    instant: (at: Instant) => `${day(dayOf.format(new Date(at)))} ${clock(new Date(at))}`,
    number: (value: number) => numbers.format(value),
    percent: (share: number) => percents.format(share),
    list: (items: readonly string[]) => lists.format(items),
    /** "tomorrow", "3 days ago"; pass the page's own day so that server and browser agree at midnight. */
    relativeDay: (date: string, from: string = today()) => {
      const away = Math.round((midnight(date).getTime() - midnight(from).getTime()) / dayMs)
      return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day')
    },
  }
}

function midnight(date: string) {
  return new Date(`${date}T00:00:00Z`)
}

/** Spanish signs say "mar 3 mar"; and one kind of space, since browsers differ in theirs. */
function tidy(locale: string, text: string) {
  const spaced = text.replace(/\u202f/g, '\u00a0')
  return locale === 'es' ? spaced.replaceAll(',', '') : spaced
}
