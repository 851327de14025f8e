import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../access/actor'
import { db } from '../db/client'
import { anActor, aSession, aSite, aStation, aUser } from '../db/testing/fixtures'
import { archiveTariff, restoreTariff } from './mutations/archive-tariff'
import { assignTariff } from './mutations/assign-tariff'
import { createTariff } from './mutations/create-tariff'
import { editTariff } from './mutations/edit-tariff'
import { setDefaultTariff } from './mutations/set-default-tariff'
import { compareTariff } from './queries/compare-tariff'
import { getTariff } from './queries/get-tariff'
import { listTariffs } from './queries/list-tariffs'
import { previewTariff } from './queries/preview-tariff'
import { tariffInputSchema, toTerms } from './tariff-input'

const operator = anActor('operator')
const viewer = anActor('viewer')
const refused = (code: string) => expect.objectContaining({ code })
const acts = async (subject: string) =>
  (await db().auditEntry.findMany({ where: { subject }, orderBy: { id: 'asc' } })).map((entry) => entry.act)

beforeEach(async () => {
  await db().$executeRaw`truncate tariff, site, station, session, audit_entry cascade`
})

const publicPrice = { name: 'Publik', pricePerKwh: '3.90' }

describe('tariffs', () => {
  it('are made with one version that says who and what', async () => {
    const { id: userId } = await aUser('operator', { name: 'Eva Ek' })
    const { id } = await createTariff(anActor('operator', { ref: `user:${userId}` }), {
      ...publicPrice,
      idlePerMinute: '1',
      idleGraceMinutes: 30,
      startFee: '5.00',
    })
    const tariff = await getTariff(viewer, id)
    expect(tariff).toMatchObject({ name: 'Publik', isDefault: false, archived: false })
    expect(tariff.versions).toMatchObject([
      {
        number: 1,
        currency: 'SEK',
        vatPercent: '25',
        pricesIncludeVat: true,
        createdByName: 'Eva Ek',
        prices: {
          pricePerKwh: '3.90',
          pricePerMinute: null,
          idlePerMinute: '1',
          idleGraceMinutes: 30,
          startFee: '5.00',
        },
      },
    ])
    expect(await acts(`tariff:${id}`)).toEqual(['tariff.create'])
  })

  it.each([
    ['no price at all', { name: 'X' }, 'pricePerKwh'],
    ['a price that is none', { name: 'X', pricePerKwh: 'tre kronor' }, 'pricePerKwh'],
    ['a negative price', { name: 'X', startFee: '-5' }, 'startFee'],
    ['an unknown currency', { name: 'X', pricePerKwh: '1', currency: 'KR' }, 'currency'],
    ['more VAT than everything', { name: 'X', pricePerKwh: '1', vatPercent: '101' }, 'vatPercent'],
    ['no name', { name: '', pricePerKwh: '1' }, 'name'],
  ])('refuse %s', async (_what, input, field) => {
    await expect(createTariff(operator, input)).rejects.toMatchObject({
      code: 'invalid',
      details: { [field]: expect.any(String) },
    })
  })

  it('take a price as people write it', async () => {
    const { id } = await createTariff(operator, {
      name: 'X',
      pricePerKwh: ' 1 234,50 ',
      startFee: '',
      vatPercent: '25,0',
    })
    expect((await getTariff(viewer, id)).versions[0]).toMatchObject({
      vatPercent: '25',
      prices: { pricePerKwh: '1234.50', startFee: null },
    })
  })

  it('are edited as a new version; the old one and its sessions stay', async () => {
    const { id } = await createTariff(operator, publicPrice)
    const [first] = (await getTariff(operator, id)).versions
    const station = await aStation()
    const session = await aSession(station.id, { tariffVersionId: first!.id })
    expect(await editTariff(operator, id, { name: 'Publik', pricePerKwh: '4.20' }, { basedOn: 1 })).toEqual({
      number: 2,
      isNewVersion: true,
    })
    const { versions } = await getTariff(operator, id)
    expect(versions.map((version) => [version.number, version.prices?.pricePerKwh, version.sessionCount])).toEqual([
      [2, '4.20', 0],
      [1, '3.90', 1],
    ])
    expect((await db().session.findUniqueOrThrow({ where: { id: session.id } })).tariffVersionId).toBe(first!.id)
    expect(await acts(`tariff:${id}`)).toEqual(['tariff.create', 'tariff.new-version'])
  })

  it('make no version for a new name or the same price in other words', async () => {
    const { id } = await createTariff(operator, publicPrice)
    expect(await editTariff(operator, id, { name: 'Ny', pricePerKwh: '3.9' })).toEqual({
      number: 1,
      isNewVersion: false,
    })
    expect((await getTariff(operator, id)).name).toBe('Ny')
    expect(await acts(`tariff:${id}`)).toEqual(['tariff.create', 'tariff.rename'])
  })

  it('make a version of the same price as the latest when a planned one holds since', async () => {
    const { id } = await createTariff(operator, publicPrice)
    const effectiveFrom = new Date(Date.now() + 60_000)
    await editTariff(operator, id, { name: 'Publik', pricePerKwh: '9', effectiveFrom })
    const back = { name: 'Publik', pricePerKwh: '4' }
    expect(await editTariff(operator, id, back)).toEqual({ number: 3, isNewVersion: true })
    expect(await editTariff(operator, id, back)).toEqual({ number: 3, isNewVersion: false })
    const later = new Date(effectiveFrom.getTime() + 1000)
    expect(await editTariff(operator, id, back, { now: later })).toEqual({ number: 4, isNewVersion: true })
  })

  it('refuse a version written over one the writer has not seen, also at the same moment', async () => {
    const { id } = await createTariff(operator, publicPrice)
    const both = await Promise.allSettled([
      editTariff(operator, id, { name: 'Publik', pricePerKwh: '4.00' }, { basedOn: 1 }),
      editTariff(operator, id, { name: 'Publik', pricePerKwh: '5.00' }, { basedOn: 1 }),
    ])
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((result) => result.status === 'rejected')?.reason).toMatchObject({
      code: 'conflict',
      details: { reason: 'tariff-changed-meanwhile', version: '2' },
    })
    await expect(editTariff(operator, 999_999n, publicPrice)).rejects.toEqual(refused('not-found'))
  })

  it('have at most one default, also when two people choose at once', async () => {
    const { id: a } = await createTariff(operator, { ...publicPrice, name: 'A' }, { isDefault: true })
    const { id: b } = await createTariff(operator, { ...publicPrice, name: 'B' })
    const { id: c } = await createTariff(operator, { ...publicPrice, name: 'C' })
    await Promise.all([setDefaultTariff(operator, b), setDefaultTariff(operator, c)])
    const rows = (await listTariffs(viewer)).rows
    expect(rows.filter((row) => row.isDefault)).toHaveLength(1)
    expect(rows.find((row) => row.id === a)?.isDefault).toBe(false)
    expect(await acts(`tariff:${b}`)).toContain('tariff.set-default')
    await expect(setDefaultTariff(operator, 999_999n)).rejects.toEqual(refused('not-found'))
  })

  it('are archived only when nothing uses them, and the refusal says where', async () => {
    const { id } = await createTariff(operator, publicPrice, { isDefault: true })
    await expect(archiveTariff(operator, id)).rejects.toMatchObject({ details: { reason: 'tariff-is-default' } })
    const other = await createTariff(operator, { ...publicPrice, name: 'Annan' }, { isDefault: true })
    const site = await aSite({ name: 'Kista' })
    await assignTariff(operator, { kind: 'site', siteId: site.id }, id)
    await expect(archiveTariff(operator, id)).rejects.toMatchObject({
      details: { reason: 'tariff-in-use', where: 'Kista' },
    })
    await assignTariff(operator, { kind: 'site', siteId: site.id }, other.id)
    await archiveTariff(operator, id)
    expect((await listTariffs(viewer)).rows.map((row) => row.name)).toEqual(['Annan'])
    expect((await listTariffs(viewer, { withArchived: true })).rows).toHaveLength(2)
    await expect(editTariff(operator, id, publicPrice)).rejects.toEqual(refused('conflict'))
    await expect(setDefaultTariff(operator, id)).rejects.toEqual(refused('conflict'))
    await expect(assignTariff(operator, { kind: 'site', siteId: site.id }, id)).rejects.toEqual(refused('conflict'))
    await restoreTariff(operator, id)
    expect(await acts(`tariff:${id}`)).toEqual([
      'tariff.create',
      'tariff.set-default',
      'tariff.archive',
      'tariff.restore',
    ])
    await expect(archiveTariff(operator, 999_999n)).rejects.toEqual(refused('not-found'))
    await expect(restoreTariff(operator, 999_999n)).rejects.toEqual(refused('not-found'))
  })

  it('are given to sites, stations and connectors, and taken away', async () => {
    const { id } = await createTariff(operator, publicPrice)
    const site = await aSite({ name: 'Kista' })
    const station = await aStation({ identity: 'SE_01', siteId: site.id })
    await aStation({ identity: 'SEX01', siteId: site.id })
    await assignTariff(operator, { kind: 'site', siteId: site.id }, id)
    await assignTariff(operator, { kind: 'station', station: 'se_01' }, id)
    await assignTariff(operator, { kind: 'connector', station: 'SE_01', evse: 1, connector: 1 }, id)
    expect((await getTariff(viewer, id)).usedBy).toEqual({
      sites: [{ id: site.id, name: 'Kista' }],
      stations: [{ identity: 'SE_01', name: '' }],
      connectors: [{ station: 'SE_01', evse: 1, connector: 1 }],
    })
    expect((await listTariffs(viewer)).rows[0]?.usedBy).toEqual({ sites: 1, stations: 1, connectors: 1 })
    await assignTariff(operator, { kind: 'station', station: 'SE_01' }, null)
    expect((await db().station.findUniqueOrThrow({ where: { id: station.id } })).tariffId).toBeNull()
    expect(await acts(`site:${site.id}`)).toEqual(['tariff.assign'])
    expect(await acts('station:SE_01')).toEqual(['tariff.assign', 'tariff.assign', 'tariff.assign'])
    await expect(
      assignTariff(operator, { kind: 'connector', station: 'SE_01', evse: 9, connector: 1 }, id),
    ).rejects.toEqual(refused('not-found'))
    await expect(assignTariff(operator, { kind: 'site', siteId: site.id }, 999_999n)).rejects.toEqual(
      refused('not-found'),
    )
  })

  it('outside the scope are neither shown as used nor given', async () => {
    const { id } = await createTariff(operator, publicPrice)
    const [mine, theirs] = [await aSite({ name: 'Mine' }), await aSite({ name: 'Theirs' })]
    const station = await aStation({ siteId: theirs.id })
    await assignTariff(operator, { kind: 'site', siteId: theirs.id }, id)
    const limited: Actor = anActor('operator', { siteIds: [mine.id] })
    expect((await getTariff(limited, id)).usedBy.sites).toEqual([])
    await assignTariff(limited, { kind: 'site', siteId: mine.id }, id)
    await expect(assignTariff(limited, { kind: 'site', siteId: theirs.id }, id)).rejects.toEqual(refused('not-found'))
    await expect(assignTariff(limited, { kind: 'station', station: station.identity }, id)).rejects.toEqual(
      refused('not-found'),
    )
    await expect(editTariff(limited, id, publicPrice)).rejects.toEqual(refused('forbidden'))
  })

  it('refuse who may not', async () => {
    const { id } = await createTariff(operator, publicPrice)
    for (const act of [
      () => createTariff(viewer, publicPrice),
      () => editTariff(viewer, id, publicPrice),
      () => setDefaultTariff(viewer, id),
      () => archiveTariff(viewer, id),
      () => restoreTariff(viewer, id),
      () => assignTariff(viewer, { kind: 'site', siteId: 1n }, id),
      () => listTariffs(anActor('site-host', { siteIds: [] })),
      () => getTariff(anActor('fleet-manager', { customerId: 1n }), id),
      () => previewTariff(anActor('site-host', { siteIds: [] }), { sessionId: 1n, tariff: publicPrice }),
    ]) {
      await expect(act()).rejects.toEqual(refused('forbidden'))
    }
    await expect(getTariff(viewer, 999_999n)).rejects.toEqual(refused('not-found'))
  })

  it('are listed by name, page after page', async () => {
    for (const name of ['B', 'A', 'C']) await createTariff(operator, { ...publicPrice, name })
    const first = await listTariffs(viewer, { limit: 2 })
    const second = await listTariffs(viewer, { limit: 2, cursor: first.next ?? '' })
    expect([...first.rows, ...second.rows].map((row) => row.name)).toEqual(['A', 'B', 'C'])
    expect(second.next).toBeNull()
  })

  it('show what a past session would have cost, and store nothing', async () => {
    const { id } = await createTariff(operator, publicPrice)
    const [version] = (await getTariff(operator, id)).versions
    const station = await aStation()
    const startedAt = new Date('2026-11-01T10:00:00Z')
    const endedAt = new Date('2026-11-01T11:00:00Z')
    const session = await aSession(station.id, {
      status: 'ended',
      startedAt,
      endedAt,
      energyWh: 12_345,
      tariffVersionId: version!.id,
    })
    await db().sessionPhase.createMany({
      data: [
        { sessionId: session.id, at: startedAt, state: 'charging' },
        { sessionId: session.id, at: new Date('2026-11-01T10:30:00Z'), state: 'suspended-ev' },
      ],
    })
    const preview = await previewTariff(viewer, {
      sessionId: session.id,
      tariff: { name: 'X', pricePerKwh: '4.00', idlePerMinute: '1.00', idleGraceMinutes: 10 },
    })
    // 12.345 kWh × 4.00 = 49.38; 30 − 10 min idle × 1.00 = 20.00; VAT 25 % inside, each line rounded once.
    expect(preview.after).toMatchObject({ total: '69.38', vat: '13.88', unpriced: null })
    expect(preview.after.lines.map((line) => [line.kind, line.amount])).toEqual([
      ['energy', '49.38'],
      ['idle', '20.00'],
    ])
    expect(preview.before).toBeNull()
    expect(await db().pricedSession.count()).toBe(0)
    await db().pricedSession.create({
      data: {
        sessionId: session.id,
        total: 50,
        totalExclVat: 40,
        vat: 10,
        currency: 'SEK',
        lines: [],
        pricedAt: endedAt,
      },
    })
    const terms = toTerms(tariffInputSchema.parse({ name: 'X', pricePerKwh: '4.00' }))
    const compared = { before: '50.00', after: '49.38', sessions: 1, cheaper: 1 }
    const now = new Date('2026-11-10')
    expect(await compareTariff(viewer, { tariffId: id, terms, days: 30, now })).toMatchObject(compared)
    expect(await compareTariff(viewer, { tariffId: null, terms, days: 30, now })).toMatchObject(compared)
    expect(await compareTariff(viewer, { tariffId: null, terms, days: 5, now })).toMatchObject({ sessions: 0 })
    await expect(previewTariff(viewer, { sessionId: 999_999n, tariff: publicPrice })).rejects.toEqual(
      refused('not-found'),
    )
  })
})
