import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '../db/client'
import { aStation } from '../db/testing/fixtures'
import { claimDeliveries } from './mutations/claim-deliveries'
import { expandEntries } from './mutations/expand-entries'
import { forgetOldNotices } from './mutations/forget-old-notices'
import { settleDelivery } from './mutations/settle-delivery'
import { confirmSubscription, endSubscription, subscribe } from './mutations/subscribers'
import { findSubscription } from './queries/find-subscription'
import { aFault, happens } from './testing/things'

const DAY = 86_400_000
const now = new Date()
const at = (ms: number) => new Date(now.getTime() + ms)
let station: Awaited<ReturnType<typeof aStation>>

beforeAll(() => {
  process.env.NEXTAUTH_SECRET ??= 'a-secret-of-at-least-thirty-two-characters'
})
beforeEach(async () => {
  await db().delivery.deleteMany()
  await db().subscriber.deleteMany()
  station = await aStation({ name: 'Kista 4' })
})

const byMail = (email = 'Driver@Example.com') =>
  subscribe({ station: station.identity, locale: 'sv', to: { channel: 'email', email } }, now)
/** The secret in the letter that waits to be sent. */
async function letterToken(when = at(1000)): Promise<string> {
  const { outgoing } = await claimDeliveries(when, 10)
  const letter = outgoing.find(({ filling }) => filling.template === 'confirm')
  expect(letter?.address).toEqual({ channel: 'email', email: 'driver@example.com' })
  return letter?.token ?? ''
}

describe('that it works again', () => {
  const told = async () => {
    await expandEntries(now)
    return db().delivery.count({ where: { template: 'driver' } })
  }
  const listens = async () => {
    await byMail()
    await confirmSubscription(await letterToken(), now)
  }

  it('is told when the last of the faults there is over, not before', async () => {
    await listens()
    const outlet = await aFault({ stationId: station.id, evseNumber: 1 })
    const whole = await aFault({ stationId: station.id, code: 'Another' })
    // Drivers do not notice this one, and that one is elsewhere.
    await aFault({ stationId: station.id, code: 'clock-drift', cause: 'clock-drift', severity: 5 })
    await aFault({ stationId: station.id, evseNumber: 2 })
    const close = async ({ id }: { id: bigint }) => {
      await db().fault.update({ where: { id }, data: { closedAt: now } })
      await happens(id, 'closed', { reason: 'repaired' })
    }
    await close(whole)
    expect(await told()).toBe(0)
    await close(outlet)
    expect(await told()).toBe(1)
  })

  it('is not told on a person’s word alone while the station says that it is faulted', async () => {
    await listens()
    const says = (status: string) =>
      db().connectorState.updateMany({ where: { stationId: station.id }, data: { status } })
    await says('faulted')
    const early = await aFault({ stationId: station.id, evseNumber: 1 })
    await db().fault.update({ where: { id: early.id }, data: { closedAt: now } })
    await happens(early.id, 'closed', { reason: 'repaired' }, { by: 'user:1' })
    expect(await told()).toBe(0)
    await says('available')
    const late = await aFault({ stationId: station.id, evseNumber: 1, code: 'Another' })
    await db().fault.update({ where: { id: late.id }, data: { closedAt: now } })
    await happens(late.id, 'closed', { reason: 'repaired' }, { by: 'user:1' })
    expect(await told()).toBe(1)
  })

  it('is told to nobody when we have only decided to live with it', async () => {
    await listens()
    const { id } = await aFault({ stationId: station.id })
    await db().fault.update({ where: { id }, data: { closedAt: now } })
    await happens(id, 'closed', { reason: 'accepted' })
    expect(await told()).toBe(0)
  })
})

describe('a driver who wants to hear by e-mail', () => {
  it('hears only after opening the link in a letter, and no more after ending it', async () => {
    expect(await byMail()).toEqual({ token: null })
    const fault = await aFault({ stationId: station.id })
    await happens(fault.id, 'opened', {})
    await expandEntries(now)
    expect(await db().delivery.count({ where: { template: 'driver' } })).toBe(0)
    const token = await letterToken()
    expect(await findSubscription(token, now)).toEqual({
      place: 'Kista 4',
      identity: station.identity,
      isConfirmed: false,
    })
    await confirmSubscription(token, now)
    await happens(fault.id, 'closed', { reason: 'repaired' })
    await expandEntries(now)
    const [delivery] = (await claimDeliveries(at(1000), 10)).outgoing.filter(
      ({ filling }) => filling.template === 'driver',
    )
    // Every letter can end it: with the same secret, kept nowhere.
    expect(delivery?.token).toBe(token)
    expect(
      JSON.stringify(await db().subscriber.findMany({ select: { address: true, tokenHash: true } })),
    ).not.toContain(token)
    await endSubscription(token)
    await endSubscription(token)
    expect(await findSubscription(token, now)).toBeNull()
    expect(await db().subscriber.count()).toBe(0)
  })

  it('gets one letter, however often somebody asks in their name', async () => {
    for (let turn = 0; turn < 5; turn++) await byMail()
    expect(await db().delivery.count()).toBe(1)
    expect(await db().subscriber.count()).toBe(1)
  })

  it('learns the same whether the address was known before', async () => {
    await byMail()
    await confirmSubscription(await letterToken(), now)
    expect(await byMail()).toEqual({ token: null })
    expect(await db().subscriber.findFirst()).toMatchObject({ confirmedAt: now })
  })

  it('is forgotten when they do not answer, and when their time is over', async () => {
    await byMail()
    await forgetOldNotices(at(DAY - 1000), 180)
    expect(await db().subscriber.count()).toBe(1)
    await confirmSubscription(await letterToken(), now)
    await forgetOldNotices(at(29 * DAY), 180)
    expect(await db().subscriber.count()).toBe(1)
    await forgetOldNotices(at(31 * DAY), 180)
    expect(await db().subscriber.count()).toBe(0)
  })
})

describe('a driver’s browser', () => {
  const subscription = {
    endpoint: 'https://push.example.net/abc',
    keys: { p256dh: 'A'.repeat(87), auth: 'B'.repeat(22) },
  }

  it('hears at once, and is forgotten when its push service says it is gone', async () => {
    const { token } = await subscribe(
      { station: station.identity, locale: 'en', to: { channel: 'push', subscription } },
      now,
    )
    expect(token).toMatch(/^[\w-]{43}$/)
    await happens((await aFault({ stationId: station.id })).id, 'opened', {})
    await expandEntries(now)
    const [delivery] = (await claimDeliveries(at(1000), 10)).outgoing
    if (!delivery) throw new Error('nothing to send')
    expect(delivery).toMatchObject({ address: { channel: 'push', ...subscription }, locale: 'en' })
    await settleDelivery(delivery, { result: 'gone', error: 'HTTP 410' }, now)
    expect(await db().subscriber.count()).toBe(0)
  })
})

it('nobody hears of a station that is not there, or has not been let in', async () => {
  const pending = await aStation({ registration: 'pending' })
  for (const identity of ['NO-SUCH', pending.identity])
    await expect(
      subscribe({ station: identity, locale: 'sv', to: { channel: 'email', email: 'x@example.com' } }, now),
    ).rejects.toMatchObject({ code: 'not-found' })
  await expect(confirmSubscription('made-up', now)).rejects.toMatchObject({ code: 'not-found' })
})
