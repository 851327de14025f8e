import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '../db/client'
import { anActor } from '../db/testing/fixtures'
import { forgetWorkerCommands } from './mutations/forget-worker-commands'
import { listAudit, listAuditActs } from './queries'

const admin = anActor('admin')
let anna: bigint

beforeAll(async () => {
  anna = (await db().user.create({ data: { email: 'anna@example.com', name: 'Anna Berg', role: 'operator' } })).id
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute))
  await db().auditEntry.createMany({
    data: [
      { at: at(1), actor: `user:${anna}`, act: 'station.accept', subject: 'station:SE-001' },
      { at: at(2), actor: 'gateway', act: 'station.first-contact', subject: 'station:SE-002' },
      // The same instant: the id settles the order.
      { at: at(3), actor: `user:${anna}`, act: 'tariff.create', subject: 'tariff:1', after: { name: 'Standard' } },
      { at: at(3), actor: 'key:99', act: 'token.create', subject: 'token:7' },
    ],
  })
})

const acts = async (filter: Parameters<typeof listAudit>[1]) =>
  (await listAudit(admin, filter)).rows.map((row) => row.act)

describe('the audit log', () => {
  it('is read by key, newest first, each row once', async () => {
    const first = await listAudit(admin, { limit: 1 })
    const second = await listAudit(admin, { limit: 2, cursor: first.next ?? '' })
    const third = await listAudit(admin, { limit: 2, cursor: second.next ?? '' })
    expect([...first.rows, ...second.rows, ...third.rows].map((row) => row.act)).toEqual([
      'token.create',
      'tariff.create',
      'station.first-contact',
      'station.accept',
    ])
    expect(third.next).toBeNull()
  })

  it('names people and keys it knows', async () => {
    const { rows } = await listAudit(admin)
    expect(rows.map((row) => row.actorName)).toEqual([null, 'Anna Berg', null, 'Anna Berg'])
  })

  it.each([
    [{ who: 'berg' }, ['tariff.create', 'station.accept']],
    [{ who: 'gateway' }, ['station.first-contact']],
    [{ who: 'key:99' }, ['token.create']],
    [{ who: 'nobody' }, []],
    [{ act: 'station' }, ['station.first-contact', 'station.accept']],
    [{ subject: 'se-00' }, ['station.first-contact', 'station.accept']],
    [{ from: new Date('2026-11-20T09:02:00Z'), to: new Date('2026-11-20T09:03:00Z') }, ['station.first-contact']],
  ])('is narrowed by %j', async (filter, expected) => {
    expect(await acts(filter)).toEqual(expected)
  })

  it('is the administrator’s to read', async () => {
    await expect(listAudit(anActor('operator'))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listAuditActs(anActor('viewer'))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listAudit(admin, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

it('what the worker asked by itself goes in time; what anybody else did, and what else it decided, stays', async () => {
  const now = new Date('2026-11-20T12:00:00Z')
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const rows = [
    ['worker', 'command.set-configuration', 181],
    ['worker', 'command.set-configuration', 179],
    ['worker', 'firmware-campaign.stop', 400],
    ['user:1', 'command.reset', 400],
    ['key:1', 'command.reset', 400],
    ['gateway', 'station.first-contact', 400],
  ] as const
  const subject = 'station:OLD-1'
  await db().auditEntry.createMany({
    data: rows.map(([actor, act, days]) => ({ actor, act, subject, at: daysAgo(days) })),
  })
  expect(await forgetWorkerCommands(now)).toBe(1)
  const left = await db().auditEntry.findMany({ where: { subject }, orderBy: { id: 'asc' } })
  expect(left.map(({ actor, act }) => [actor, act])).toEqual(rows.slice(1).map(([actor, act]) => [actor, act]))
})
