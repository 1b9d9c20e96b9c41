import { useI18n } from '#app/messages/i18n.tsx'
import { isCommonArea } from './repair.schema.ts'
import { areaKey } from './repair-words.ts'
import type { Repair } from './repairs.server.ts'

/** "Door 4B, 418 Alder St", or the part of the building everyone uses. */
export function RepairPlaceName({ repair }: { repair: Pick<Repair, 'door' | 'commonArea' | 'address'> }) {
  const i18n = useI18n()
  const { door, commonArea, address } = repair
  const area = commonArea && (isCommonArea(commonArea) ? i18n._(areaKey(commonArea)) : commonArea)
  return (
    <>
      <span className="font-sign font-semibold text-ink">
        {door ? i18n._('repair.door', { door }) : area}
      </span>
      {', '}
      {address}
    </>
  )
}
