import type { BodyKind } from '#app/core/actor.server.ts'
import { useI18n } from '#app/messages/i18n.tsx'
import { keysFor } from '#app/messages/keys.ts'
import { Tabs } from '#app/ui/tabs.tsx'

const kinds = [
  'committee',
  'council',
  'local',
  'union',
  'working_group',
  'ally',
] as const satisfies BodyKind[]
export const bodyKindKey = keysFor('body.kind', kinds)

export type BodyPages = { bodyId: string; people: boolean; shares: boolean; scripts: boolean; log: boolean }
type Current = 'body' | 'people' | 'shares' | 'scripts' | 'log'

export function BodyTabs({ pages, current }: { pages: BodyPages; current: Current }) {
  const i18n = useI18n()
  const at = `/union/${pages.bodyId}`
  const tabs = [
    { to: at, label: i18n._('body.tab.body'), current: current === 'body' },
    pages.people && { to: `${at}/people`, label: i18n._('body.tab.people'), current: current === 'people' },
    pages.shares && { to: `${at}/shares`, label: i18n._('body.tab.shares'), current: current === 'shares' },
    pages.scripts && {
      to: `${at}/scripts`,
      label: i18n._('body.tab.scripts'),
      current: current === 'scripts',
    },
    pages.log && { to: `${at}/log`, label: i18n._('body.tab.log'), current: current === 'log' },
  ].filter((tab) => tab !== false)
  return <Tabs label={i18n._('body.tabs')} tabs={tabs} />
}
