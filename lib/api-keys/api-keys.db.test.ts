import { describe, expect, it } from 'vitest'
import { db } from '../db/client'
import { anActor, aSite } from '../db/testing/fixtures'
import { actorOfKey, createApiKey, ensureBootstrapKey, revokeApiKey } from './mutations'
import { listApiKeys } from './queries'

const admin = anActor('admin')
const refused = (code: string, more = {}) => expect.objectContaining({ code, ...more })

describe('API keys', () => {
  it('work at once, are kept only as a hash, and leave an audit row without the key', async () => {
    const { id, key } = await createApiKey(admin, { name: 'Billing', scope: 'operate' })
    expect(key).toMatch(/^lv_[\w-]{43}$/)
    expect(await actorOfKey(key)).toEqual({ ref: `key:${id}`, role: 'operator', siteIds: null, customerId: null })
    const row = await db().apiKey.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify({ ...row, id: '', siteIds: [] })).not.toContain(key.slice(10))
    expect(row.prefix).toBe(key.slice(0, 9))
    const [entry] = await db().auditEntry.findMany({ where: { subject: `key:${id}` } })
    expect(entry).toMatchObject({
      act: 'api-key.create',
      actor: 'user:1',
      after: { name: 'Billing', scope: 'operate' },
    })
    expect(JSON.stringify(entry?.after)).not.toContain(key.slice(10))
  })

  it('are limited to their sites', async () => {
    const site = await aSite()
    const { key } = await createApiKey(admin, { name: 'One site', scope: 'read', siteIds: [site.id] })
    expect(await actorOfKey(key)).toMatchObject({ role: 'viewer', siteIds: [site.id] })
    await expect(createApiKey(admin, { name: 'Nowhere', scope: 'read', siteIds: [999_999n] })).rejects.toEqual(
      refused('invalid', { details: { siteIds: 'unknown' } }),
    )
  })

  it('end when revoked, once, and when too old', async () => {
    const { id, key } = await createApiKey(admin, { name: 'Short', scope: 'read' })
    await revokeApiKey(admin, id)
    expect(await actorOfKey(key)).toBeNull()
    await expect(revokeApiKey(admin, id)).rejects.toEqual(refused('conflict'))
    const old = await createApiKey(admin, { name: 'Old', scope: 'read', expiresAt: new Date(Date.now() + 60_000) })
    await db().apiKey.update({ where: { id: old.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await actorOfKey(old.key)).toBeNull()
    await expect(createApiKey(admin, { name: 'Past', scope: 'read', expiresAt: new Date(0) })).rejects.toEqual(
      refused('invalid'),
    )
  })

  it('that nobody made are nobody’s', async () => {
    expect(await actorOfKey('lv_unknown')).toBeNull()
    expect(await actorOfKey('')).toBeNull()
    await expect(revokeApiKey(admin, 999_999n)).rejects.toEqual(refused('not-found'))
  })

  it('are an administrator’s business, for all sites', async () => {
    await expect(listApiKeys(anActor('operator'))).rejects.toEqual(refused('forbidden'))
    await expect(createApiKey(anActor('operator'), { name: 'x', scope: 'admin' })).rejects.toEqual(refused('forbidden'))
    await expect(createApiKey(anActor('admin', { siteIds: [1n] }), { name: 'x', scope: 'admin' })).rejects.toEqual(
      refused('forbidden'),
    )
  })

  it('given at start work, however often they are given', async () => {
    const key = 'lv_given-by-whoever-runs-the-house'
    await ensureBootstrapKey(key)
    await ensureBootstrapKey(key)
    expect(await actorOfKey(key)).toMatchObject({ role: 'admin', siteIds: null })
    expect((await listApiKeys(admin)).filter((row) => row.name === 'bootstrap')).toHaveLength(1)
  })

  it('note when they were last used', async () => {
    const { id, key } = await createApiKey(admin, { name: 'Used', scope: 'read' })
    await actorOfKey(key)
    const { lastUsedAt } = await db().apiKey.findUniqueOrThrow({ where: { id } })
    expect(lastUsedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })
})
