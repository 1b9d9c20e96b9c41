import { useFormat } from '#app/messages/i18n.tsx'

/** "Sat, Nov 28, 2:00 PM – 5:00 PM" on the union's clock; past midnight with the day it ends on. */
export function useShiftTime() {
  const { instant, time, dayOf } = useFormat()
  return ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
    `${instant(startsAt)} – ${dayOf(endsAt) === dayOf(startsAt) ? time(endsAt) : instant(endsAt)}`
}
