import { describe, expect, it } from 'vitest'
import type { Actor } from '../access/actor'
import { db } from '../db/client'
import { isOrgNumber } from '../references/org-number'
import { createCustomer, editCustomer } from './mutations'
import { getCustomer, listCustomers } from './queries'

const operator: Actor = { ref: 'user:1', role: 'operator', siteIds: null, customerId: null }
const fleet = (customerId: bigint | null): Actor => ({
  ref: 'user:2',
  role: 'fleet-manager',
  siteIds: null,
  customerId,
})
const since = new Date('2026-10-01T00:00:00Z')
const refused = (code: string) => expect.objectContaining({ code })

describe('customers', () => {
  it('are made and edited, and both leave an audit row', async () => {
    const { id } = await createCustomer(operator, { name: 'Budbilar AB', orgNumber: '556047-3521', email: '' })
    await editCustomer(operator, id, { name: 'Budbilar i Kista AB', orgNumber: '', email: 'ek@example.com' })
    expect(await getCustomer(operator, id)).toMatchObject({
      name: 'Budbilar i Kista AB',
      orgNumber: null,
      email: 'ek@example.com',
    })
    const trail = await db().auditEntry.findMany({ where: { subject: `customer:${id}` }, orderBy: { id: 'asc' } })
    expect(trail.map((entry) => entry.act)).toEqual(['customer.create', 'customer.edit'])
    expect(trail[1]).toMatchObject({ before: { name: 'Budbilar AB' }, after: { name: 'Budbilar i Kista AB' } })
  })

  it('refuse numbers and addresses that cannot be', async () => {
    await expect(createCustomer(operator, { name: 'X', orgNumber: '556047-3522' })).rejects.toMatchObject({
      details: { orgNumber: 'not-an-org-number' },
    })
    await expect(createCustomer(operator, { name: 'X', email: 'nobody' })).rejects.toMatchObject({
      details: { email: 'not-an-email' },
    })
    expect(isOrgNumber('5560473521')).toBe(true)
  })

  it('of another fleet do not exist', async () => {
    const { id: mine } = await createCustomer(operator, { name: 'Mine' })
    const { id: theirs } = await createCustomer(operator, { name: 'Theirs' })
    expect((await listCustomers(fleet(mine), { since })).rows.map((row) => row.name)).toEqual(['Mine'])
    expect((await listCustomers(fleet(null), { since })).rows).toEqual([])
    await expect(getCustomer(fleet(mine), theirs)).rejects.toEqual(refused('not-found'))
    await expect(editCustomer(operator, 999_999n, { name: 'X' })).rejects.toEqual(refused('not-found'))
  })

  it('refuse who may not', async () => {
    await expect(createCustomer(fleet(1n), { name: 'X' })).rejects.toEqual(refused('forbidden'))
    await expect(listCustomers({ ...operator, role: 'viewer' }, { since })).rejects.toEqual(refused('forbidden'))
    await expect(editCustomer({ ...operator, siteIds: [1n] }, 1n, { name: 'X' })).rejects.toEqual(refused('forbidden'))
  })

  it('are listed by name, page after page', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCustomers(operator, { since, limit: 1, cursor })
      seen.push(...page.rows.map((row) => row.name))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual([...seen].sort())
    expect(seen).toHaveLength(await db().customer.count())
  })
})
