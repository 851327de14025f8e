import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bus } from '../bus/process-bus'
import { anActor } from '../db/testing/fixtures'
import { DomainError } from '../kernel/errors'
import { type Actor, ROLES } from './actor'
import { ACTS } from './acts'
import { DOORS, type DoorRule, OPEN_DOORS } from './testing/door-table'
import { type Door, listDoors } from './testing/list-doors'
import {
  aSharedTariff,
  asText,
  aWorld,
  fingerprint,
  limitedActors,
  nowhere,
  type Shared,
  type World,
} from './testing/two-worlds'

const doors = await listDoors()
const guarded = doors.flatMap((door) => (DOORS[door.id] ? [[door.id, door, DOORS[door.id] as DoorRule] as const] : []))

let mine: World
let theirs: World
let shared: Shared

beforeAll(async () => {
  shared = await aSharedTariff()
  mine = await aWorld('MINE')
  theirs = await aWorld('THEIRS')
})

afterAll(() => bus().close())

/** What came of a call: its answer, or the code it was refused with. Anything else is a fault of the door. */
async function attempt(
  door: Door,
  actor: Actor,
  args: readonly unknown[],
): Promise<{ answer: unknown } | { code: string }> {
  try {
    return { answer: await door.call(actor, ...args) }
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code }
    throw error
  }
}

describe('the list of doors', () => {
  it('holds every function that takes an actor', () => {
    const forgotten = doors
      .filter(({ id, takes }) => takes === 'actor' && !DOORS[id] && !OPEN_DOORS[id])
      .map(({ id }) => id)
    expect(forgotten, 'say in door-table.ts who may open these').toEqual([])
  })

  it('says why a function asks for no actor', () => {
    const forgotten = doors.filter(({ id, takes }) => takes === 'other' && !OPEN_DOORS[id]).map(({ id }) => id)
    expect(forgotten, 'take an actor, or say in door-table.ts why not').toEqual([])
  })

  it('names nothing that is gone, and no open function as guarded', () => {
    const known = new Map(doors.map((door) => [door.id, door]))
    expect([...Object.keys(DOORS), ...Object.keys(OPEN_DOORS)].filter((id) => !known.has(id))).toEqual([])
    expect(Object.keys(DOORS).filter((id) => known.get(id)?.takes !== 'actor')).toEqual([])
  })
})

describe('a wrong role', () => {
  it.each(guarded)('is refused by %s', async (_id, door, { act, aim }) => {
    for (const role of ROLES) {
      if ((ACTS[act] as readonly string[]).includes(role)) continue
      // Also for what does not exist: the role is looked at before all else.
      expect(await attempt(door, anActor(role), aim(nowhere, shared)), role).toEqual({ code: 'forbidden' })
      expect(await attempt(door, anActor(role), aim(theirs, shared)), role).toEqual({ code: 'forbidden' })
    }
  })
})

describe('a raw call', () => {
  it('is for administrators alone', async () => {
    const door = doors.find(({ id }) => id.endsWith('#requestCommand')) as Door
    const raw = [mine.identity, { type: 'ocpp', action: 'GetLocalListVersion', payload: {} }]
    for (const role of ROLES.filter((role) => role !== 'admin')) {
      expect(await attempt(door, anActor(role), raw), role).toEqual({ code: 'forbidden' })
    }
    expect(await attempt(door, anActor('admin'), raw)).toHaveProperty('answer')
  })
})

describe('a wrong scope', () => {
  it.each(guarded)('learns and changes nothing through %s', async (_id, door, { act, aim }) => {
    for (const actor of limitedActors(mine)) {
      if (!(ACTS[act] as readonly string[]).includes(actor.role)) continue
      const before = await fingerprint(theirs)
      const outcome = await attempt(door, actor, aim(theirs, shared))
      expect(asText(outcome), `${actor.role} ${actor.ref}`).not.toContain(theirs.mark)
      expect(await fingerprint(theirs), `${actor.role} ${actor.ref}`).toBe(before)
    }
  })
})

describe('the right role in the right scope', () => {
  const readers = guarded.filter(([id, , { act }]) => act.endsWith('.read') && !id.startsWith('health/'))
  it.each(readers)('reads through %s', async (_id, door, { act, aim }) => {
    for (const actor of limitedActors(mine)) {
      if (!(ACTS[act] as readonly string[]).includes(actor.role)) continue
      const outcome = await attempt(door, actor, aim(mine, shared))
      // What is of the whole network is not for who is held to some sites.
      if ('code' in outcome) expect(outcome, `${actor.role} ${actor.ref}`).toEqual({ code: 'forbidden' })
    }
    for (const role of ACTS[act]) {
      const actor: Actor = role === 'fleet-manager' ? anActor(role, { customerId: mine.customerId }) : anActor(role)
      if (role === 'site-host') continue
      expect(await attempt(door, actor, aim(mine, shared)), role).toHaveProperty('answer')
    }
  })
})
