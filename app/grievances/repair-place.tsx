import { useI18n } from '#app/messages/i18n.tsx'
import { isCommonArea } from './repair.schema.ts'
import { areaKey } from './repair-words.ts'
import type { Repair } from './repairs.server.ts'

/** "Door 4B, 418 Alder St", "Doors 4B, 5B, 6B" where they share it, or the part of the building everyone uses. */
export function RepairPlaceName({
  repair,
}: {
  repair: Pick<Repair, 'door' | 'commonArea' | 'address'> & { doors?: string[] }
}) {
  const i18n = useI18n()
  const { door, commonArea, address, doors = [] } = repair
  const area = commonArea && (isCommonArea(commonArea) ? i18n._(areaKey(commonArea)) : commonArea)
  return (
    <>
      <span className="font-sign font-semibold text-ink">
        {doors.length > 1
          ? i18n._('repair.doors', { doors: doors.join(' ') })
          : door
            ? i18n._('repair.door', { door })
            : area}
      </span>
      {', '}
      {address}
    </>
  )
}
