import { recountDoors } from '#app/buildings/coverage.server.ts'
import { closeDatabase, openDatabase } from '#app/core/db.server.ts'
import { buildCity, type StoryBuilding } from './build-city.ts'
import { reviewCards } from './cards.ts'
import {
  as,
  type Cast,
  gatherCast,
  join,
  type Local,
  leaveTheStage,
  lend,
  nameOf,
  type Someone,
} from './cast.ts'
import {
  type Committee,
  callMeeting,
  followLeaders,
  foundTheCommittee,
  holdMeeting,
  planTogether,
  shareWith,
  vouch,
} from './committees.ts'
import { debrief } from './debrief.ts'
import { makeRandom, type Random } from './random.ts'
import { workOnRepairs } from './repairs.ts'
import { at, dayAgo, type Evening, knockAnEvening, type StoryPhone, turnOnPhone } from './story.ts'
import { openTonight } from './tonight.ts'

/**
 * Eight weeks of a made-up city's union, told through the functions the screens use: two locals knock, three buildings found their
 * committees, meetings are held, repairs pursued. The same city every time; its days end today.
 */
export async function seedDemo({ appUrl }: { appUrl: string }) {
  await onDatabase(appUrl, tell)
}

/** Another day, another shift: whoever tries Lintel finds doors to knock. */
export async function refreshDemo({ appUrl }: { appUrl: string }) {
  await onDatabase(appUrl, openTonight)
}

async function onDatabase(appUrl: string, fn: () => Promise<void>) {
  openDatabase(appUrl, 4)
  try {
    await fn()
  } finally {
    await closeDatabase()
  }
}

type Stage = {
  random: Random
  cast: Cast
  city: StoryBuilding[]
  phoneOf(owner: Someone): Promise<StoryPhone>
}

const homes = ['418 Alder St', '166 Elm St', '180 Juniper St']

async function tell() {
  const random = makeRandom(418)
  const start = at(dayAgo(60), 12)
  const cast = await gatherCast(start)
  const stage: Stage = {
    random,
    cast,
    city: await buildCity(random, cast, start),
    phoneOf: givePhones(random),
  }

  const organizers = [
    ...(await knockAsOrganizers(stage, cast.harborside, ['Nell Varga', 'Idris Cole'])),
    ...(await knockAsOrganizers(stage, cast.northgate, ['Petra Holm', 'Sol Reyes'])),
  ]
  await reviewCards(cast, at(dayAgo(30), 18))
  const { alder, elm, juniper, steward, cleo } = await foundCommittees(stage)
  const signs = { kind: 'button_day', title: 'Button day', daysAgo: 11 } as const
  const buttonDay = await planTogether(alder.secretary, alder.bodyId, signs)
  await knockWithCommittee(stage, alder, cleo, buttonDay)
  for (const committee of [elm, juniper]) await knockWithCommittee(stage, committee, committee.secretary)
  await holdMeeting(makeRandom(4), alder.secretary, buttonDay.id, 11)
  await knockOnInLocal(stage, cast.harborside, cast.knockers.slice(0, 3))
  await knockOnInLocal(stage, cast.northgate, cast.knockers.slice(3))
  for (const { bodyId } of [alder, elm]) await workOnRepairs(random, steward, bodyId)
  await knockAsPair(stage, alder, cleo)

  const people = [cast.union.person, cast.delegate, steward, cleo, ...organizers, ...cast.knockers]
  const secretaries = [cast.harborside, cast.northgate, alder, elm, juniper].map(({ secretary }) => secretary)
  await leaveTheStage([...people, ...secretaries])
  await openTonight()
}

function givePhones(random: Random) {
  const phones = new Map<string, StoryPhone>()
  return async (owner: Someone) => {
    const phone = phones.get(owner.accountId) ?? (await turnOnPhone(random, owner))
    phones.set(owner.accountId, phone)
    return phone
  }
}

/** Weeks 1 to 4: before there are volunteers, a local's organizers knock where the trouble is, and round about. */
async function knockAsOrganizers({ random, city, phoneOf }: Stage, local: Local, names: string[]) {
  const organizers: Someone[] = []
  for (const name of names)
    organizers.push(
      await join(local.secretary, { bodyId: local.bodyId, role: 'committee', name }, at(dayAgo(58), 12)),
    )
  const own = buildingsOf(city, local)
  const first = own.filter(({ address }) => homes.includes(address))
  const others = own.filter(({ address }) => !homes.includes(address))
  for (const [week, daysAgo] of [54, 47, 40, 33].entries()) {
    const buildings = [...first, ...others.slice(week * 3, week * 3 + 3)]
    const walks = []
    for (const [nth, building] of buildings.entries())
      walks.push({
        building,
        phone: await phoneOf(organizers[nth % 2] ?? local.secretary),
        share: homes.includes(building.address) ? 0.5 : 0.8,
      })
    await knockAnEvening(random, { ...local, daysAgo, place: 'Library steps', meetingId: null, walks })
  }
  return organizers
}

/** Week 5: three buildings found their committees and decide what the city may see. */
async function foundCommittees({ cast, city }: Stage) {
  const found = (address: string, local: Local, secretary: string) =>
    foundTheCommittee({ cast, local, building: requireBuilding(city, address), secretary, daysAgo: 28 })
  const alder = await found('418 Alder St', cast.harborside, nameOf('secretary'))
  const elm = await found('166 Elm St', cast.harborside, 'Nadia Brandt')
  const juniper = await found('180 Juniper St', cast.northgate, 'Tomas Ek')
  const union = cast.union.bodyId
  await shareWith(alder.secretary, alder.bodyId, union, ['doors', 'support', 'members'], 27)
  await shareWith(elm.secretary, elm.bodyId, union, ['doors', 'repairs'], 26)
  await shareWith(cast.harborside.secretary, cast.harborside.bodyId, union, ['doors'], 50)

  const day = at(dayAgo(27), 20)
  const steward = await join(
    alder.secretary,
    { bodyId: alder.bodyId, role: 'steward', name: nameOf('steward') },
    day,
  )
  await lend(elm.secretary, steward, { bodyId: elm.bodyId, role: 'steward' }, day)
  const cleo = await join(
    alder.secretary,
    { bodyId: alder.bodyId, role: 'canvasser', name: nameOf('canvasser') },
    day,
  )
  return { alder, elm, juniper, steward, cleo }
}

/** Weeks 6 to 8: a committee knocks its own building before and after a meeting, and for the next one; one asks for its action, too. */
async function knockWithCommittee(
  { random, phoneOf }: Stage,
  { secretary, bodyId, building }: Committee,
  walker: Someone,
  action?: Evening['action'],
) {
  const room = { title: 'Building meeting', place: 'Laundry room' }
  const held = await callMeeting(secretary, bodyId, { ...room, daysAgo: 10 })
  const coming = await callMeeting(secretary, bodyId, { ...room, daysAgo: -4 })
  const phone = await phoneOf(walker)
  const knock = (daysAgo: number, meetingId: string, share: number, asked?: Evening['action']) =>
    knockAnEvening(random, {
      ...(asked && { action: asked }),
      bodyId,
      secretary,
      daysAgo,
      meetingId,
      place: 'Front steps',
      walks: [{ phone, building, share }],
    })

  await knock(19, held, 0.75)
  await knock(13, held, 0.5, action)
  await holdMeeting(random, secretary, held, 10)
  await vouch(random, secretary, building, 9)
  await knock(5, coming, 0.5)
  const known = await followLeaders(secretary, building, 4)
  await as(secretary, at(dayAgo(4), 20), (db) => recountDoors(db, known, 'tie'))
}

/** Three days ago a pair went through the whole house and sat together afterwards. It throws dice of its own: the city stays the same. */
async function knockAsPair({ phoneOf }: Stage, { secretary, bodyId, building }: Committee, walker: Someone) {
  const petition = { kind: 'petition', title: 'Petition for heat', daysAgo: -5 } as const
  const action = await planTogether(secretary, bodyId, petition)
  const random = makeRandom(3)
  const shiftId = await knockAnEvening(random, {
    bodyId,
    secretary,
    daysAgo: 3,
    meetingId: null,
    action,
    place: 'Front steps',
    walks: [{ phone: await phoneOf(walker), building, mate: secretary }],
  })
  await debrief(secretary, walker, shiftId, 3)
  await holdMeeting(random, secretary, action.id, 2)
}

async function knockOnInLocal({ random, city, phoneOf }: Stage, local: Local, volunteers: Someone[]) {
  const own = buildingsOf(city, local).filter(({ address }) => !homes.includes(address))
  for (const [week, daysAgo] of [20, 12, 6].entries()) {
    const walks = []
    for (const [nth, volunteer] of volunteers.entries()) {
      const building = own[(12 + week * volunteers.length + nth) % own.length]
      if (building) walks.push({ building, phone: await phoneOf(volunteer), share: 0.9 })
    }
    await knockAnEvening(random, { ...local, daysAgo, place: 'Library steps', meetingId: null, walks })
  }
}

function buildingsOf(city: StoryBuilding[], local: Local) {
  return city.filter(({ plan, doors }) => local.name.toLowerCase().startsWith(plan.local) && doors.length > 1)
}

function requireBuilding(city: StoryBuilding[], address: string) {
  const found = city.find((building) => building.address === address)
  if (!found) throw new Error(`${address} was not built`)
  return found
}
