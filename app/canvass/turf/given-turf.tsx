import { useState } from 'react'
import { Form } from 'react-router'
import { useFormat, useI18n } from '#app/messages/i18n.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { Dialog } from '#app/ui/dialog.tsx'
import { Empty } from '#app/ui/empty.tsx'
import type { GivenTurf } from './given-turf.server.ts'

/** Who has which doors, what was knocked of them so far, and the way to take them back. */
export function GivenTurfTable({ given, isOver }: { given: GivenTurf[]; isOver: boolean }) {
  const i18n = useI18n()
  const format = useFormat()
  const [taking, setTaking] = useState<GivenTurf | null>(null)
  const close = () => setTaking(null)
  if (given.length === 0) return <Empty>{i18n._('turf.nothingGiven')}</Empty>
  return (
    <>
      <DataTable
        caption={i18n._('turf.whoHasWhat')}
        captionHidden
        rows={given}
        rowKey={({ assignmentId }) => assignmentId}
        columns={[
          {
            id: 'who',
            head: i18n._('turf.who'),
            cell: ({ who }) => <bdi>{who ?? '–'}</bdi>,
            sortBy: ({ who }) => who,
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
          {
            id: 'until',
            head: i18n._('turf.readUntil'),
            cell: ({ expiresAt, revokedAt }) =>
              revokedAt
                ? i18n._('turf.takenBack', { time: format.time(revokedAt) })
                : format.instant(expiresAt),
          },
          {
            id: 'act',
            head: i18n._('turf.act'),
            cell: (turf) =>
              !turf.revokedAt &&
              !isOver && (
                <>
                  <LinkButton
                    variant="quiet"
                    to={`/turf/paper?turf=${turf.turfId}`}
                    aria-label={i18n._('paper.print.turfOf', { who: turf.who ?? '–', address: turf.address })}
                  >
                    {i18n._('paper.sheet.print')}
                  </LinkButton>
                  <Button
                    variant="quiet"
                    onClick={() => setTaking(turf)}
                    aria-label={i18n._('turf.takeBackOf', { who: turf.who ?? '–', address: turf.address })}
                  >
                    {i18n._('turf.takeBack')}
                  </Button>
                </>
              ),
          },
        ]}
      />
      <Dialog
        open={taking !== null}
        onClose={close}
        title={i18n._('turf.takeBackQuestion', { who: taking?.who ?? '–' })}
        actions={
          <>
            <Button onClick={close}>{i18n._('turf.leave')}</Button>
            <Form method="post" onSubmit={close}>
              <input type="hidden" name="intent" value="takeBack" />
              <Button type="submit" variant="danger" name="assignmentId" value={taking?.assignmentId}>
                {i18n._('turf.takeBack')}
              </Button>
            </Form>
          </>
        }
      >
        <p>{i18n._('turf.takeBackWhy')}</p>
      </Dialog>
    </>
  )
}
