import { Link } from 'react-router'
import { useI18n } from '#app/messages/i18n.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { classNames } from '#app/ui/class-names.ts'
import { Empty } from '#app/ui/empty.tsx'
import { SeverityMark } from '#app/ui/marks.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { type ShownTab, shownTabs } from './inbox-tab.ts'
import { ClockWords } from './repair-clock-words.tsx'
import { RepairPlaceName } from './repair-place.tsx'
import { categoryKey, severityKey, tabKey } from './repair-words.ts'
import type { RepairRow } from './same-trouble.ts'

export const severityMark = { emergency: 'e', dangerous: 'd', serious: 's', other: 'o' } as const

export type Inbox = { tab: ShownTab; counts: Record<ShownTab, number>; shown: RepairRow[]; today: string }

export function RepairInbox({ inbox, currentId }: { inbox: Inbox; currentId?: string }) {
  const i18n = useI18n()
  const { tab, counts, shown, today } = inbox
  const open = shownTabs.reduce((sum, each) => sum + (each === 'over' ? 0 : counts[each]), 0)
  return (
    <div>
      <Tabs
        label={i18n._('repair.tabs')}
        tabs={shownTabs.map((each) => ({
          to: `/repairs?tab=${each}`,
          label: i18n._(tabKey(each)),
          count: counts[each],
          current: each === tab,
        }))}
      />
      {shown.length === 0 ? (
        <Empty action={<LinkButton to="/repairs/new">{i18n._('repair.new')}</LinkButton>}>
          {open === 0 && tab !== 'over' ? i18n._('repair.noneOpen') : i18n._('repair.noneHere')}
        </Empty>
      ) : (
        <ul>
          {shown.map((repair) => (
            <li key={repair.id} className="border-b border-hair">
              <CaseRow repair={repair} today={today} tab={tab} current={repair.id === currentId} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type CaseRowProps = { repair: RepairRow; today: string; tab: ShownTab; current: boolean }

function CaseRow({ repair, today, tab, current }: CaseRowProps) {
  const i18n = useI18n()
  return (
    <Link
      to={`/repairs/${repair.holdingId}/${repair.id}?tab=${tab}`}
      aria-current={current ? 'true' : undefined}
      className={classNames(
        'block min-h-16 px-1 py-2 hover:bg-sunk desk:px-2',
        current && 'bg-sunk shadow-[inset_4px_0_0_var(--color-green)]',
      )}
    >
      <span className="flex items-center justify-between gap-3">
        <span className="font-semibold">
          {repair.doors.length > 1 && repair.line
            ? i18n._('repair.onLine', { what: i18n._(categoryKey(repair.category)), line: repair.line })
            : i18n._(categoryKey(repair.category))}
        </span>
        <span dir="auto" className="text-label text-ink-2">
          {repair.owner ? firstName(repair.owner) : i18n._('repair.nobody')}
        </span>
      </span>
      <span className="block text-label text-ink-2">
        <RepairPlaceName repair={repair} />
      </span>
      <span className="mt-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <SeverityMark severity={severityMark[repair.severity]}>
          {i18n._(severityKey(repair.severity))}
        </SeverityMark>
        <ClockWords repair={repair} today={today} />
      </span>
    </Link>
  )
}

function firstName(name: string) {
  return name.trim().split(/\s+/)[0] ?? name
}
