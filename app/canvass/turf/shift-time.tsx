import { useFormat } from '#app/messages/i18n.tsx'

/** "Sat, Nov 28, 2:00 PM – 5:00 PM" on the union's clock. */
export function useShiftTime() {
  const format = useFormat()
  return ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
    `${format.instant(startsAt)} – ${format.time(endsAt)}`
}
