import { describe, expect, it } from 'vitest'
import type { Actor } from '../access/actor'
import { db } from '../db/client'
import { blockToken, unblockToken } from './mutations/block-token'
import { createToken } from './mutations/create-token'
import { deleteToken } from './mutations/delete-token'
import { editToken } from './mutations/edit-token'
import { importTokens } from './mutations/import-tokens'
import { getToken, listTokens } from './queries'

const operator: Actor = { ref: 'user:1', role: 'operator', siteIds: null, customerId: null }
const viewer: Actor = { ...operator, role: 'viewer' }
const keyOfSomeSites: Actor = { ref: 'key:1', role: 'operator', siteIds: [1n], customerId: null }
const fleet = (customerId: bigint): Actor => ({ ref: 'user:2', role: 'fleet-manager', siteIds: null, customerId })
const refused = (code: string) => expect.objectContaining({ code })
const acts = async (id: bigint) =>
  (await db().auditEntry.findMany({ where: { subject: `token:${id}` }, orderBy: { id: 'asc' } })).map(
    (entry) => entry.act,
  )

async function use(tokenId: bigint, startedAt: Date) {
  const station = await db().station.create({ data: { identity: `USED-${tokenId}` } })
  const session = {
    evseNumber: 1,
    connectorNumber: 1,
    ocppTransactionId: '1',
    startKey: '1',
    startedAt,
    receivedAt: startedAt,
  }
  await db().session.create({ data: { ...session, stationId: station.id, tokenId } })
}

describe('tokens', () => {
  it('are made, and the audit row does not give the card away', async () => {
    const { id } = await createToken(operator, { value: ' 04a2b3c4d5e6f7 ', name: 'Anna Ek' })
    expect(await getToken(operator, id)).toMatchObject({
      value: '04a2b3c4d5e6f7',
      type: 'rfid',
      active: true,
      name: 'Anna Ek',
    })
    const [entry] = await db().auditEntry.findMany({ where: { subject: `token:${id}` } })
    expect(entry).toMatchObject({ act: 'token.create', after: { name: 'Anna Ek', value: '04a2••••e6f7' } })
  })

  it('are one whatever the case', async () => {
    await createToken(operator, { value: 'DEADBEEF' })
    await expect(createToken(operator, { value: 'deadbeef' })).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'token-exists' },
    })
  })

  it('refuse what no station could show, and customers that are not there', async () => {
    await expect(createToken(operator, { value: 'x'.repeat(256) })).rejects.toMatchObject({
      details: { value: 'too-long' },
    })
    await expect(createToken(operator, { value: 'LOST', customerId: 999_999n })).rejects.toEqual(refused('not-found'))
  })

  it('are edited, blocked and unblocked on record', async () => {
    const { id } = await createToken(operator, { value: 'EDIT-1' })
    await editToken(operator, id, { name: 'Bil 4', groupName: 'bilar', expiresAt: new Date('2027-01-01T00:00:00Z') })
    await blockToken(operator, id)
    await blockToken(operator, id)
    expect(await getToken(operator, id)).toMatchObject({ name: 'Bil 4', groupName: 'bilar', active: false })
    await unblockToken(operator, id)
    expect(await acts(id)).toEqual(['token.create', 'token.edit', 'token.block', 'token.unblock'])
    await expect(blockToken(operator, 999_999n)).rejects.toEqual(refused('not-found'))
    await expect(editToken(operator, 999_999n, {})).rejects.toEqual(refused('not-found'))
  })

  it('can be deleted only while unused', async () => {
    const { id: unused } = await createToken(operator, { value: 'DEL-1' })
    const { id: used } = await createToken(operator, { value: 'DEL-2' })
    await use(used, new Date('2026-11-01T10:00:00Z'))
    await deleteToken(operator, unused)
    expect(await acts(unused)).toEqual(['token.create', 'token.delete'])
    await expect(getToken(operator, unused)).rejects.toEqual(refused('not-found'))
    await expect(deleteToken(operator, used)).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'token-has-sessions', sessions: '1' },
    })
    await expect(deleteToken(operator, 999_999n)).rejects.toEqual(refused('not-found'))
  })

  it('are imported once from a pasted list, and each row left out says why', async () => {
    const list = 'value;name\nIMP-1;Ett\nIMP-2;Två\nimp-1;Igen\ndeadbeef;Finns\n;Ingen'
    const first = await importTokens(operator, list)
    expect(first.created).toBe(2)
    expect(first.skipped.map((row) => [row.line, row.problem])).toEqual([
      [4, 'repeated'],
      [5, 'token-exists'],
      [6, 'required'],
    ])
    expect((await importTokens(operator, list)).created).toBe(0)
    await expect(importTokens(operator, ' \n')).rejects.toEqual(refused('invalid'))
  })

  it('are found by value and name, newest first, page after page', async () => {
    const page = await listTokens(operator, { search: 'imp-', limit: 1 })
    const rest = await listTokens(operator, { search: 'imp-', limit: 1, cursor: page.next ?? '' })
    expect([...page.rows, ...rest.rows].map((row) => row.value)).toEqual(['IMP-2', 'IMP-1'])
    expect(rest.next).toBeNull()
    expect((await listTokens(operator, { search: 'två' })).rows).toHaveLength(1)
    expect((await listTokens(operator, { search: 'DEL-2' })).rows).toMatchObject([
      { sessionCount: 1, lastUsedAt: new Date('2026-11-01T10:00:00Z') },
    ])
  })

  it('of another customer do not exist', async () => {
    const mine = await db().customer.create({ data: { name: 'Mine' } })
    const theirs = await db().customer.create({ data: { name: 'Theirs' } })
    await createToken(operator, { value: 'OWN-1', customerId: mine.id })
    const { id } = await createToken(operator, { value: 'OWN-2', customerId: theirs.id })
    expect((await listTokens(fleet(mine.id))).rows.map((row) => row.value)).toEqual(['OWN-1'])
    await expect(getToken(fleet(mine.id), id)).rejects.toEqual(refused('not-found'))
  })

  it('refuse who may not', async () => {
    const { id } = await createToken(operator, { value: 'ROLE-1' })
    for (const actor of [viewer, fleet(1n), keyOfSomeSites]) {
      await expect(createToken(actor, { value: 'NO' })).rejects.toEqual(refused('forbidden'))
      await expect(editToken(actor, id, {})).rejects.toEqual(refused('forbidden'))
      await expect(blockToken(actor, id)).rejects.toEqual(refused('forbidden'))
      await expect(deleteToken(actor, id)).rejects.toEqual(refused('forbidden'))
      await expect(importTokens(actor, 'NO')).rejects.toEqual(refused('forbidden'))
    }
    await expect(listTokens(viewer)).rejects.toEqual(refused('forbidden'))
    await expect(listTokens(keyOfSomeSites)).rejects.toEqual(refused('forbidden'))
  })
})
