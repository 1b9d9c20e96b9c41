import { useState } from 'react'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { type Column, DataTable } from '#app/ui/data-table.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { foldGiven, type GivenDoors } from './fold-given.ts'
import type { GivenTurf } from './given-turf.server.ts'
import { TakeBack } from './take-back.tsx'

/** Who has which doors, what was knocked of them so far, and the way to take them back. */
export function GivenTurfTable({ given, isOver }: { given: GivenTurf[]; isOver: boolean }) {
  const i18n = useI18n()
  const format = useFormat()
  const [taking, setTaking] = useState<GivenDoors | null>(null)
  if (given.length === 0) return <Empty>{i18n._('turf.nothingGiven')}</Empty>
  const { held, back } = foldGiven(given)
  const names = ({ people }: GivenDoors) => format.list(people.map(({ who }) => who ?? '–'))

  const what: Column<GivenDoors>[] = [
    {
      id: 'who',
      head: i18n._('turf.who'),
      cell: (row) => <bdi>{names(row)}</bdi>,
      sortBy: names,
    },
    {
      id: 'what',
      head: i18n._('turf.doors'),
      cell: ({ address, floors, byOne, doors, staircases, whole }) =>
        byOne
          ? staircases
            ? i18n._(whole ? 'turf.staircases' : 'turf.onStaircases', {
                address,
                doors,
                staircases: format.list(staircases),
                count: staircases.length,
              })
            : i18n._('turf.someDoors', { address, doors })
          : floors
            ? i18n._('turf.someFloors', { address, floors: format.list(floors), count: floors.length })
            : i18n._('turf.wholeBuilding', { address }),
      sortBy: ({ address }) => address,
    },
    {
      id: 'knocked',
      head: i18n._('turf.knocked'),
      numeric: true,
      cell: ({ knocked, doors }) => i18n._('turf.of', { knocked, doors }),
    },
  ]

  return (
    <>
      {held.length === 0 ? (
        <Empty>{i18n._('turf.nobodyHas')}</Empty>
      ) : (
        <DataTable
          caption={i18n._('turf.whoHasWhat')}
          captionHidden
          rows={held}
          rowKey={({ key }) => key}
          columns={[
            ...what,
            {
              id: 'until',
              head: i18n._('turf.readUntil'),
              cell: ({ expiresAt }) => format.instant(expiresAt),
            },
            {
              id: 'act',
              head: i18n._('turf.act'),
              cell: (row) =>
                !isOver && (
                  <>
                    <LinkButton
                      variant="quiet"
                      to={`/turf/paper?turf=${row.turfId}`}
                      aria-label={i18n._('paper.print.turfOf', { who: names(row), address: row.address })}
                    >
                      {i18n._('paper.sheet.print')}
                    </LinkButton>
                    <Button
                      variant="quiet"
                      onClick={() => setTaking(row)}
                      aria-label={i18n._('turf.takeBackOf', { who: names(row), address: row.address })}
                    >
                      {i18n._('turf.takeBack')}
                    </Button>
                  </>
                ),
            },
          ]}
        />
      )}
      {back.length > 0 && (
        <details className="mt-4">
          <summary className="min-h-12 cursor-pointer py-3 text-enamel desk:min-h-10 desk:py-2">
            {i18n._('turf.cameBack', { count: back.length })}
          </summary>
          <DataTable
            caption={i18n._('turf.cameBack', { count: back.length })}
            captionHidden
            rows={back}
            rowKey={({ key }) => key}
            columns={[
              ...what,
              {
                id: 'back',
                head: i18n._('turf.backWhen'),
                cell: ({ revokedAt, handedBack }) =>
                  i18n._(handedBack ? 'turf.handedBack' : 'turf.takenBack', {
                    time: format.time(revokedAt ?? ''),
                  }),
              },
            ]}
          />
        </details>
      )}
      <TakeBack taking={taking} onClose={() => setTaking(null)} />
    </>
  )
}
