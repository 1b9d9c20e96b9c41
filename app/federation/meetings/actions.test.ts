import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { readChart } from '#app/buildings/chart.server.ts'
import { addShift, editShift, findShift } from '#app/canvass/turf/shifts.server.ts'
import { aCanvasser, aKnock, aServedPhone, aTurf } from '#tests/door-factories.ts'
import { shiftOf } from '#tests/evening-factories.ts'
import {
  aBody,
  aBuilding,
  actAs,
  anAccount,
  doorAt,
  type TestBody,
  type TestBuilding,
  today,
} from '#tests/factories.ts'
import { type ActionKind, NewAction } from './meeting.schema.ts'
import {
  cancelMeeting,
  findMeeting,
  meetingColumns,
  nextMeeting,
  openActions,
  planAction,
  scheduleMeeting,
} from './meetings.server.ts'
import { tickByNumber } from './tick-doors.server.ts'

let committee: TestBody
let building: TestBuilding

beforeAll(async () => {
  committee = await aBody({ kind: 'committee' })
  building = await aBuilding({ in: committee, floors: 2, lines: 2 })
})

const unit = (label: string) => doorAt(building, label)
const anAction = (kind: ActionKind = 'petition', title = 'Heat for all') =>
  actAs(committee.secretary, (db) =>
    planAction(db, { bodyId: committee.id, kind, title, day: today(), step: '' }),
  )
const columns = async (id: string) => {
  const found = await actAs(committee.secretary, (db) => meetingColumns(db, id))
  const label = (unitId: string) => building.units.find((one) => one.id === unitId)?.label
  return Object.fromEntries(found.map(({ unitId, ...door }) => [label(unitId), door]))
}
const askFor = async (shiftTurf: string, actionId: string | null) => {
  const shiftId = await shiftOf(committee, shiftTurf)
  return actAs(committee.secretary, async (db) => {
    await editShift(db, shiftId, {
      day: today(),
      from: '00:01',
      to: '23:59',
      place: 'Yard',
      actionId: actionId ?? '',
    })
    return findShift(db, shiftId)
  })
}

test('what the shift asks for is counted at its action, by door: asked, said yes, did', async () => {
  const petition = await anAction()
  const canvasser = await aCanvasser(committee)
  const turfId = await aTurf({ in: committee, building, to: canvasser })
  expect(await askFor(turfId, petition)).toMatchObject({ actionId: petition, asks: ['sign_petition'] })
  const phone = await aServedPhone(canvasser)
  expect(phone.lease.turfs[0]?.shift.asks).toEqual(['sign_petition'])
  const talk = (label: string, step: 'sign_petition' | 'sign_letter', answer: 'yes' | 'no') =>
    aKnock(turfId, unit(label), {
      disposition: 'conversation',
      asks: [{ id: randomUUID(), step, answer }],
    })
  await phone.send(talk('1A', 'sign_petition', 'yes'))
  await phone.send(talk('1B', 'sign_petition', 'no'), talk('2A', 'sign_letter', 'yes'))
  expect(await columns(petition)).toEqual({
    '1A': { asked: true, answer: 'yes', reminded: false, outcome: null },
    '1B': { asked: true, answer: 'no', reminded: false, outcome: null },
  })

  const tick = (door: string) =>
    actAs(committee.secretary, (db) =>
      tickByNumber(db, petition, { buildingId: building.id, door, outcome: 'kept' }),
    )
  expect(await tick(' 1a ')).toMatchObject({ label: '1A' })
  expect(await tick('99Z')).toBeNull()
  expect((await columns(petition))['1A']).toEqual({
    asked: true,
    answer: 'yes',
    reminded: false,
    outcome: 'kept',
  })

  const { chart } = await actAs(committee.secretary, (db) => readChart(db, building.id, 'room', petition))
  expect(chart?.meeting).toMatchObject({ title: 'Heat for all', isAction: true })
  expect(chart?.doors.find(({ key }) => key === '1A')).toMatchObject({ coming: 'came', answer: 'yes' })
})

test('an answer without a shift that asks for it is of no action', async () => {
  const petition = await anAction()
  const canvasser = await aCanvasser(committee)
  const turfId = await aTurf({ in: committee, building, to: canvasser })
  const phone = await aServedPhone(canvasser)
  await phone.send(
    aKnock(turfId, unit('2B'), {
      disposition: 'conversation',
      asks: [{ id: randomUUID(), step: 'sign_petition', answer: 'yes' }],
    }),
  )
  expect(await columns(petition)).toEqual({})
})

test('an action is no meeting: no phone asks who comes, and the chart opens with the meeting', async () => {
  await anAction('button_day', 'Buttons')
  const meeting = await actAs(committee.secretary, (db) =>
    scheduleMeeting(db, {
      bodyId: committee.id,
      title: 'Thursday',
      day: today(),
      time: '23:58',
      place: 'Yard',
    }),
  )
  await actAs(committee.secretary, async (db) => {
    expect((await nextMeeting(db, committee.id))?.id).toBe(meeting)
    const { chart } = await readChart(db, building.id, 'committee')
    expect(chart?.meeting).toMatchObject({ id: meeting, isAction: false })
    expect(chart?.meetings.some(({ isAction }) => isAction)).toBe(true)
  })
  const canvasser = await aCanvasser(committee)
  await aTurf({ in: committee, building, to: canvasser })
  expect((await aServedPhone(canvasser)).lease.turfs[0]?.meeting?.id).toBe(meeting)
})

test('each kind has its ask, and another may be chosen; coming to a meeting is none', async () => {
  const kinds = { petition: 'sign_petition', button_day: 'wear_button', letter: 'sign_letter' } as const
  for (const [kind, step] of Object.entries(kinds)) {
    const id = await anAction(kind as ActionKind)
    expect(await actAs(committee.secretary, (db) => findMeeting(db, id))).toMatchObject({ kind, step })
  }
  const typed = { bodyId: committee.id, kind: 'other', title: 'Rent strike', day: today() }
  expect(NewAction.safeParse({ ...typed, step: 'strike_vote' }).success).toBe(true)
  expect(NewAction.safeParse({ ...typed, step: 'meeting' }).success).toBe(false)
})

test('only who writes meetings makes one, only the body’s own is asked for, and called off it is offered no more', async () => {
  const petition = await anAction()
  const steward = await anAccount({ bodyId: committee.id, role: 'steward', by: committee.secretary })
  const gone = { status: 404 }
  const plan = { bodyId: committee.id, kind: 'petition', title: 'Heat', day: today(), step: '' } as const
  await expect(actAs(steward, (db) => planAction(db, plan))).rejects.toMatchObject(gone)

  const other = await aBody()
  const shift = {
    bodyId: other.id,
    day: today(),
    from: '00:01',
    to: '23:59',
    place: 'Yard',
    actionId: petition,
  }
  await expect(actAs(other.secretary, (db) => addShift(db, shift))).rejects.toMatchObject(gone)

  const offered = () => actAs(committee.secretary, (db) => openActions(db, committee.id))
  expect((await offered()).map(({ id }) => id)).toContain(petition)
  await actAs(committee.secretary, (db) => cancelMeeting(db, petition))
  expect((await offered()).map(({ id }) => id)).not.toContain(petition)
})
