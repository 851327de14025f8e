import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '../db/client'
import { aCustomer, anActor, aSession, aSite, aStation, aToken, aUser } from '../db/testing/fixtures'
import { claimDeliveries } from './mutations/claim-deliveries'
import { expandEntries } from './mutations/expand-entries'
import { markNoticesRead } from './mutations/own-notices'
import { retryDeadDeliveries } from './mutations/retry-deliveries'
import { createRule, deleteRule } from './mutations/rules'
import { sendDeliveries } from './mutations/send-deliveries'
import { settleDelivery } from './mutations/settle-delivery'
import { listOwnNotices } from './queries/list-own-notices'
import type { RuleInput } from './rule'
import type { Mail, Mailer } from './senders/email'
import type { Outcome } from './senders/outcome'
import { aFault, happens, noSenders } from './testing/things'

const admin = anActor('admin')
const now = () => new Date()
const rule = (over: Partial<RuleInput> = {}): RuleInput => ({
  name: 'Jour',
  filter: { notices: ['opened', 'closed'] },
  recipients: { emails: ['jour@example.com'] },
  ...over,
})
const deliveries = () => db().delivery.findMany({ orderBy: { id: 'asc' } })

beforeEach(async () => {
  await db().delivery.deleteMany()
  await db().notificationRule.deleteMany()
  await db().fault.deleteMany()
  await db().subscriber.deleteMany()
  await db().user.deleteMany()
})

describe('what happens to a fault', () => {
  it('is told once to each address, however often and by however many workers it is looked at', async () => {
    await createRule(admin, rule())
    await createRule(admin, rule({ name: 'Again the same address' }))
    const fault = await aFault()
    await happens(fault.id, 'opened', {})
    await Promise.all([expandEntries(now()), expandEntries(now()), expandEntries(now())])
    await expandEntries(now())
    expect(await deliveries()).toMatchObject([
      {
        channel: 'email',
        recipient: { email: 'jour@example.com' },
        template: 'fault',
        state: 'waiting',
        faultId: fault.id,
      },
    ])
    expect(await db().faultEntry.count({ where: { toldAt: null } })).toBe(0)
  })

  it('is not lost when the transaction that plans it fails', async () => {
    await createRule(admin, rule())
    await happens((await aFault()).id, 'opened', {})
    await db().$executeRawUnsafe(
      `ALTER TABLE delivery ADD CONSTRAINT nothing_today CHECK (channel <> 'email') NOT VALID`,
    )
    await expect(expandEntries(now())).rejects.toThrow()
    await db().$executeRawUnsafe('ALTER TABLE delivery DROP CONSTRAINT nothing_today')
    await expandEntries(now())
    expect(await deliveries()).toHaveLength(1)
  })

  it('rings the bell of who may see it, at once and for good', async () => {
    const [site, other] = [await aSite(), await aSite()]
    const users = {
      operator: await aUser('operator'),
      host: await aUser('site-host'),
      otherHost: await aUser('site-host'),
      gone: await aUser('operator', { active: false }),
    }
    await db().userSite.create({ data: { userId: users.host.id, siteId: site.id } })
    await db().userSite.create({ data: { userId: users.otherHost.id, siteId: other.id } })
    await createRule(admin, rule({ recipients: { roles: ['operator', 'site-host'] }, channels: ['in-app'] }))
    const station = await aStation({ siteId: site.id, name: 'Kista 4' })
    await happens((await aFault({ stationId: station.id, siteId: site.id })).id, 'opened', {})
    await expandEntries(now())
    expect((await deliveries()).map(({ userId, state }) => [userId, state])).toEqual([
      [users.operator.id, 'delivered'],
      [users.host.id, 'delivered'],
    ])
    const me = anActor('operator', { ref: `user:${users.operator.id}` })
    const { notices, unread } = await listOwnNotices(me, 'sv')
    expect([unread, notices[0]?.title]).toEqual([1, expect.stringContaining('Kista 4')])
    await markNoticesRead(anActor('operator', { ref: `user:${users.host.id}` }), notices[0]?.id ?? 0n)
    expect((await listOwnNotices(me, 'sv')).unread).toBe(1)
    await markNoticesRead(me, null)
    expect((await listOwnNotices(me, 'sv')).unread).toBe(0)
  })

  it('is told to who is named, without any rule, but not to who did it', async () => {
    const [anna, bo] = [await aUser('operator', { name: 'Anna' }), await aUser('technician', { name: 'Bo' })]
    const fault = await aFault()
    const named = [anna, bo].map(({ id, name }) => ({ id: String(id), name }))
    await happens(fault.id, 'comment', { text: 'Kolla @Bo', mentions: named }, { by: `user:${anna.id}` })
    await happens(fault.id, 'assigned', { from: null, to: named[1] ?? null }, { by: `user:${anna.id}` })
    await expandEntries(now())
    expect((await deliveries()).map(({ userId, content }) => [userId, (content as { kind: string }).kind])).toEqual([
      [bo.id, 'mentioned'],
      [bo.id, 'assigned'],
    ])
  })

  it('is gathered by the hour in one letter', async () => {
    await createRule(admin, rule({ digest: 'hourly' }))
    const at = new Date('2026-11-20T10:20:00Z')
    for (let turn = 0; turn < 3; turn++) {
      await happens((await aFault({ severity: 4, cause: 'ReaderFailure' })).id, 'opened', {})
      await expandEntries(at)
    }
    const [one, ...more] = await deliveries()
    expect(more).toEqual([])
    expect(one).toMatchObject({ template: 'digest', state: 'waiting', nextAt: new Date('2026-11-20T11:00:00Z') })
    expect(one?.content).toMatchObject({ items: { length: 3 } })
    // Sent in the meantime: what comes now begins another letter.
    await db().delivery.updateMany({ data: { state: 'delivered' } })
    await happens((await aFault({ severity: 4 })).id, 'opened', {})
    await expandEntries(at)
    expect(await deliveries()).toHaveLength(2)
  })

  it('comes together when it is a storm', async () => {
    await createRule(admin, rule())
    for (let turn = 0; turn < 25; turn++) await happens((await aFault({ severity: 4 })).id, 'opened', {})
    await expandEntries(now())
    const rows = await deliveries()
    expect(rows.filter(({ template }) => template === 'fault')).toHaveLength(10)
    const [gathered, ...more] = rows.filter(({ template }) => template === 'digest')
    expect(more).toEqual([])
    expect(gathered?.content).toMatchObject({ items: { length: 15 } })
  })
})

describe('drivers', () => {
  async function aMet() {
    const site = await aSite({ name: 'Kista' })
    const station = await aStation({ siteId: site.id, name: 'Kista 4' })
    const fault = await aFault({ stationId: station.id, siteId: site.id, evseNumber: 1 })
    const customer = await aCustomer({ email: 'driver@example.com' })
    return { site, station, fault, customer }
  }

  it('who were charging or have booked there, and who asked, hear of it in their own words', async () => {
    const { station, fault, customer, site } = await aMet()
    const hourAgo = new Date(Date.now() - 3_600_000)
    await aSession(station.id, { customerId: customer.id, startedAt: hourAgo })
    const elsewhere = await aCustomer({ email: 'elsewhere@example.com' })
    await aSession(station.id, { customerId: elsewhere.id, evseNumber: 2, startedAt: hourAgo })
    const earlier = await aCustomer({ email: 'earlier@example.com' })
    await aSession(station.id, {
      customerId: earlier.id,
      startedAt: hourAgo,
      endedAt: new Date(Date.now() - 600_000),
      status: 'ended',
    })
    const booker = await aCustomer({ email: 'booker@example.com' })
    const token = await aToken({ customerId: booker.id })
    await db().reservation.create({
      data: {
        stationId: station.id,
        tokenValue: token.value.toLowerCase(),
        stage: 'active',
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    })
    const asked = await db().subscriber.create({
      data: {
        siteId: site.id,
        channel: 'email',
        address: { email: 'asked@example.com', nonce: 'x' },
        addressHash: 'x',
        tokenHash: 'x',
        confirmedAt: new Date(),
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    })
    await createRule(
      admin,
      rule({ recipients: { drivers: true }, filter: { notices: ['opened', 'closed', 'promised'] } }),
    )
    await happens(fault.id, 'opened', {})
    await happens(fault.id, 'comment', { text: 'Hemligt', mentions: [] })
    await happens(fault.id, 'promised', { promiseId: '1', dueAt: '2026-11-20T14:40:00Z', note: 'Teknikern är på väg.' })
    await expandEntries(now())
    const rows = await deliveries()
    expect(rows.map(({ recipient, content }) => [recipient, (content as { kind: string }).kind])).toEqual([
      [{ customerId: String(customer.id) }, 'opened'],
      [{ customerId: String(booker.id) }, 'opened'],
      [{ subscriberId: String(asked.id) }, 'opened'],
      [{ customerId: String(customer.id) }, 'promised'],
      [{ customerId: String(booker.id) }, 'promised'],
      [{ subscriberId: String(asked.id) }, 'promised'],
    ])
    expect(JSON.stringify(rows.map(({ content }) => content))).not.toContain('Hemligt')
    // The fault's story says how many drivers know.
    const told = await db().faultEntry.findMany({ where: { kind: 'told' }, orderBy: { id: 'asc' } })
    expect(told.map(({ detail }) => detail)).toEqual([
      { event: 'opened', count: 3 },
      { event: 'promised', count: 3 },
    ])
    await expandEntries(now())
    expect(await deliveries()).toHaveLength(6)
  })

  it('are not told of what does not keep them from charging', async () => {
    const { station, fault, customer } = await aMet()
    await aSession(station.id, { customerId: customer.id })
    await db().fault.update({ where: { id: fault.id }, data: { cause: 'offline' } })
    await createRule(admin, rule({ recipients: { drivers: true } }))
    await happens(fault.id, 'opened', {})
    await expandEntries(now())
    expect(await deliveries()).toEqual([])
  })
})

describe('an escalation', () => {
  const escalating = rule({
    escalate: { afterMinutes: 15, recipients: { emails: ['boss@example.com'] }, channels: [] },
  })
  const later = () => new Date(Date.now() + 16 * 60_000)

  it('waits for its time, and is sent when nobody has acknowledged', async () => {
    await createRule(admin, escalating)
    await happens((await aFault()).id, 'opened', {})
    await expandEntries(now())
    expect((await claimDeliveries(now(), 10)).outgoing.map(({ address }) => address)).toEqual([
      { channel: 'email', email: 'jour@example.com' },
    ])
    expect((await claimDeliveries(later(), 10)).outgoing.map(({ filling }) => filling.template)).toContain('escalation')
  })

  it.each(['acknowledgedAt', 'closedAt'] as const)('is called off by %s', async (field) => {
    await createRule(admin, escalating)
    const fault = await aFault()
    await happens(fault.id, 'opened', {})
    await expandEntries(now())
    await db().fault.update({ where: { id: fault.id }, data: { [field]: new Date() } })
    const { outgoing } = await claimDeliveries(later(), 10)
    expect(outgoing.map(({ filling }) => filling.template)).toEqual(['fault'])
    const [called] = (await deliveries()).filter(({ template }) => template === 'escalation')
    expect(called).toMatchObject({ state: 'cancelled', lastError: expect.any(String) })
  })
})

describe('the outbox', () => {
  function aMailer(answer: (mail: Mail) => Awaited<ReturnType<Mailer['send']>>) {
    const sent: Mail[] = []
    const send = async (mail: Mail) => {
      sent.push(mail)
      return answer(mail)
    }
    return { sent, senders: { ...noSenders, mailer: { send, close: () => undefined } } }
  }

  async function aWaiting(kinds: readonly ('opened' | 'closed')[] = ['opened']) {
    await createRule(admin, rule())
    const fault = await aFault()
    for (const kind of kinds) await happens(fault.id, kind, kind === 'closed' ? { reason: 'repaired' } : ({} as never))
    await expandEntries(now())
  }

  it('gives each delivery to one worker alone', async () => {
    await aWaiting()
    const claims = await Promise.all([claimDeliveries(now(), 10), claimDeliveries(now(), 10)])
    expect(claims.flatMap(({ outgoing }) => outgoing)).toHaveLength(1)
  })

  it('lets nothing of one fault overtake at one address', async () => {
    await aWaiting(['opened', 'closed'])
    const { sent, senders } = aMailer(() => ({ result: 'failed', error: 'greylisted' }))
    await sendDeliveries(senders, now)
    expect(sent).toHaveLength(1)
    const good = aMailer(() => ({ result: 'delivered', answer: '250' }))
    await sendDeliveries(good.senders, () => new Date(Date.now() + 60_000))
    await sendDeliveries(good.senders, () => new Date(Date.now() + 60_000))
    expect(good.sent.map(({ subject }) => subject.split(':')[0])).toEqual(['Nytt fel', 'Åtgärdat'])
  })

  it('is not held up by a way out that hangs', async () => {
    await createRule(admin, rule({ recipients: { emails: ['jour@example.com'], phones: ['+46701234567'] } }))
    await happens((await aFault()).id, 'opened', {})
    await expandEntries(now())
    const { senders } = aMailer(() => ({ result: 'delivered', answer: '250' }))
    let answer: (outcome: Outcome) => void = () => undefined
    const hanging = new Promise<Outcome>((resolve) => {
      answer = resolve
    })
    const sending = sendDeliveries({ ...senders, sms: { send: () => hanging } }, now)
    await vi.waitFor(async () => expect(await db().delivery.count({ where: { state: 'delivered' } })).toBe(1))
    answer({ result: 'delivered', answer: '200' })
    await sending
    expect((await deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })

  it('tries again under the same name, waits longer each time, gives up and says why', async () => {
    await aWaiting()
    const { sent, senders } = aMailer(() => ({ result: 'failed', error: '451 later' }))
    let at = Date.now()
    const waits: number[] = []
    for (;;) {
      await sendDeliveries(senders, () => new Date(at))
      const [row] = await deliveries()
      if (row?.state !== 'failed') break
      waits.push(row.nextAt.getTime() - at)
      at = row.nextAt.getTime()
    }
    expect(await deliveries()).toMatchObject([{ state: 'dead', attempts: 8, lastError: '451 later' }])
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1)
  })

  it('records nothing for a try that another worker has taken over', async () => {
    await aWaiting()
    const [slow] = (await claimDeliveries(now(), 1)).outgoing
    const [second] = (await claimDeliveries(new Date(Date.now() + 6 * 60_000), 1)).outgoing
    if (!slow || !second) throw new Error('not claimed')
    expect(second.name).toBe(slow.name)
    await settleDelivery(slow, { result: 'failed', error: 'late' }, now())
    expect(await deliveries()).toMatchObject([{ state: 'sending', attempts: 2, lastError: null }])
    await settleDelivery(second, { result: 'delivered', answer: '250 ok' }, now())
    expect(await deliveries()).toMatchObject([{ state: 'delivered', answer: '250 ok' }])
  })

  it('says plainly that no mail leaves without settings, and shows it instead in a demo', async () => {
    await aWaiting()
    await sendDeliveries(noSenders, now)
    expect(await deliveries()).toMatchObject([{ state: 'dead', lastError: 'smtp-not-set' }])
    expect(await retryDeadDeliveries(admin, 'email')).toBe(1)
    await sendDeliveries({ ...noSenders, isDemo: true }, now)
    expect(await deliveries()).toMatchObject([{ state: 'delivered', answer: 'demo-kept' }])
  })

  it('writes to nobody who has left', async () => {
    const user = await aUser('operator')
    await createRule(admin, rule({ recipients: { userIds: [String(user.id)] }, channels: ['email'] }))
    await happens((await aFault()).id, 'opened', {})
    await expandEntries(now())
    await db().user.update({ where: { id: user.id }, data: { active: false } })
    expect((await claimDeliveries(now(), 10)).outgoing).toEqual([])
    expect(await deliveries()).toMatchObject([{ state: 'cancelled', lastError: 'recipient-gone' }])
  })

  it('forgets what waits for a rule that is removed', async () => {
    await aWaiting()
    const { id } = await db().notificationRule.findFirstOrThrow()
    await deleteRule(admin, id)
    expect(await deliveries()).toMatchObject([{ state: 'cancelled', lastError: 'rule-removed', ruleId: null }])
  })
})
