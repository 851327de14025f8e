import { X509Certificate } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aStation } from '../db/testing/fixtures'
import { DAY_MS } from '../kernel/time'
import { certificateHash } from './certificate-hash'
import { ChainTooLong } from './chain-too-long'
import { newKeyPair } from './key-pair'
import { activeIssuer } from './mutations/active-issuer'
import { considerCsrs } from './mutations/consider-csr'
import { installNextRoot } from './mutations/install-next-root'
import { noteInstalledCertificate } from './mutations/installed-certificates'
import { renewCertificates } from './mutations/renew-certificates'
import { activateAuthority, discardAuthority, prepareAuthority } from './mutations/roll-over'
import {
  issueStationCertificate,
  revokeStationCertificate,
  settleStationCertificate,
} from './mutations/station-certificates'
import { addTrustedRoot, retireTrustedRoot } from './mutations/trusted-roots'
import { getStationSecurity } from './queries/get-station-security'
import { listAuthorities } from './queries/list-authorities'
import { listTrustedRoots } from './queries/list-trusted-roots'
import { loadTrust } from './queries/load-trust'
import { readCsr } from './read-csr'
import { aCsr } from './testing/a-csr'
import { anAuthority } from './testing/an-authority'

const admin = anActor('admin')
const stages = async () => (await listAuthorities(admin)).map(({ stage }) => stage)
const asked = (stationId: bigint) =>
  db().command.findMany({ where: { stationId }, orderBy: { id: 'asc' }, select: { type: true, requestedBy: true } })

async function anOnlineStation(over: Parameters<typeof aStation>[0] = {}) {
  const station = await aStation(over)
  await db().stationState.update({
    where: { stationId: station.id },
    data: { online: true, protocol: 'ocpp1.6', securityProfile: 2 },
  })
  return station
}

async function issueTo(stationId: bigint, commonName = 'CP') {
  const { publicKey } = await newKeyPair('ecdsa')
  return issueStationCertificate(stationId, 'station', { commonName, organisation: '', publicKey })
}

it('S-21 issues no chain that is longer than the station takes', async () => {
  const { id } = await aStation()
  const { publicKey } = await newKeyPair('ecdsa')
  const request = { commonName: 'CP', organisation: '', publicKey }
  await expect(issueStationCertificate(id, 'station', request, 100)).rejects.toBeInstanceOf(ChainTooLong)
  expect(await db().stationCertificate.count({ where: { stationId: id } })).toBe(0)
  const { certificate } = await issueStationCertificate(id, 'station', request, 10_000)
  expect(certificate.length).toBeLessThan(10_000)
})

beforeEach(async () => {
  await db().stationCertificate.deleteMany()
  await db().certificateAuthority.deleteMany()
})

describe('the authority', () => {
  it('is made once when it is first needed, however many need it at once; its key is not readable', async () => {
    const issuers = await Promise.all([activeIssuer(), activeIssuer(), activeIssuer()])
    expect(new Set(issuers.map(({ authorityId }) => authorityId)).size).toBe(1)
    const row = await db().certificateAuthority.findFirstOrThrow()
    expect(row.privateKey).toMatch(/^v1\./)
    const audit = await db().auditEntry.findMany({ where: { act: 'authority.create' } })
    expect(JSON.stringify(audit.map(({ after }) => after))).not.toContain(row.privateKey)
  })
  it('is followed by the one that waited, and what it signed stays trusted', async () => {
    const first = await activeIssuer()
    const { id } = await prepareAuthority(admin, { name: 'Bolaget', keyKind: 'rsa' })
    expect(await stages()).toEqual(['next', 'active'])
    await expect(prepareAuthority(admin, { name: 'Third' })).rejects.toMatchObject({ code: 'conflict' })
    expect((await activeIssuer()).authorityId).toBe(first.authorityId)
    await activateAuthority(admin, id)
    expect(await stages()).toEqual(['active', 'retired'])
    expect((await activeIssuer()).authorityId).toBe(id)
    expect((await loadTrust(new Date())).authorities).toHaveLength(2)
    await expect(activateAuthority(admin, id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(discardAuthority(admin, id)).rejects.toMatchObject({ code: 'conflict' })
  })
  it('waits alone, also when two are made at once', async () => {
    await activeIssuer()
    const both = await Promise.allSettled([1, 2].map(() => prepareAuthority(admin, { name: 'Twice' })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await stages()).toEqual(['next', 'active'])
  })
  it('can be taken back while it waits', async () => {
    await activeIssuer()
    const { id } = await prepareAuthority(admin, { name: 'Bolaget' })
    await discardAuthority(admin, id)
    expect(await stages()).toEqual(['active'])
  })
})

describe('a station’s certificates', () => {
  it('one it takes replaces the one before, one it refuses does not; each is counted with its authority', async () => {
    const { id: stationId, identity } = await aStation()
    const [first, second, third] = [await issueTo(stationId), await issueTo(stationId), await issueTo(stationId)]
    await settleStationCertificate(first.id, 'accepted')
    await settleStationCertificate(second.id, 'accepted')
    await settleStationCertificate(third.id, 'rejected')
    const { certificates, events } = await getStationSecurity(admin, identity)
    expect(certificates.map(({ stage }) => stage)).toEqual(['rejected', 'accepted', 'superseded'])
    expect(events).toMatchObject([{ name: 'CertificateRejectedByStation' }])
    expect((await listAuthorities(admin))[0]).toMatchObject({ inUse: 1 })
    await revokeStationCertificate(admin, second.id)
    expect((await listAuthorities(admin))[0]).toMatchObject({ inUse: 0 })
  })
  it('what it has installed is named when we know whose it is', async () => {
    const { id: stationId, identity } = await aStation()
    const root = new X509Certificate((await activeIssuer()).certificate)
    await noteInstalledCertificate(stationId, { type: 'CSMSRootCertificate', ...certificateHash(root, root) })
    const stranger = new X509Certificate((await anAuthority('Stranger')).certificate)
    await noteInstalledCertificate(stationId, { type: 'V2GRootCertificate', ...certificateHash(stranger, stranger) })
    const { installed, readiness } = await getStationSecurity(admin, identity)
    expect(installed.map(({ type, name }) => [type, name?.slice(0, 22) ?? null])).toEqual([
      ['CSMSRootCertificate', 'Laddvakt charging root'],
      ['V2GRootCertificate', null],
    ])
    expect(readiness).toMatchObject({ hasRoot: true, hasCertificate: false })
  })
})

describe('S-22: the clock', () => {
  it('asks for a renewal a month before the end and after a roll-over, once a day, of who is connected', async () => {
    const due = await anOnlineStation()
    const fresh = await anOnlineStation()
    const away = await aStation()
    for (const { id } of [due, fresh, away]) await settleStationCertificate((await issueTo(id)).id, 'accepted')
    const soon = new Date(Date.now() + 20 * DAY_MS)
    await db().stationCertificate.updateMany({
      where: { stationId: { in: [due.id, away.id] } },
      data: { notAfter: soon },
    })
    await renewCertificates(new Date())
    await renewCertificates(new Date())
    expect(await asked(due.id)).toEqual([{ type: 'renew-certificate', requestedBy: 'worker' }])
    expect(await asked(fresh.id)).toEqual([])
    expect(await asked(away.id)).toEqual([])
    const { id } = await prepareAuthority(admin, { name: 'Next' })
    await activateAuthority(admin, id)
    await renewCertificates(new Date())
    expect(await asked(fresh.id)).toMatchObject([{ type: 'renew-certificate' }])
    expect(await asked(due.id)).toHaveLength(1)
    await renewCertificates(new Date(Date.now() + 2 * DAY_MS))
    expect(await asked(due.id)).toHaveLength(2)
  })
  it('gives the waiting root to stations that connect encrypted and do not hold it', async () => {
    await activeIssuer()
    const [lacking, holding, plain] = [await anOnlineStation(), await anOnlineStation(), await anOnlineStation()]
    await db().stationState.update({ where: { stationId: plain.id }, data: { securityProfile: 1 } })
    const { id } = await prepareAuthority(admin, { name: 'Next' })
    const { certificate } = await db().certificateAuthority.findUniqueOrThrow({ where: { id } })
    const root = new X509Certificate(certificate)
    await noteInstalledCertificate(holding.id, { type: 'CSMSRootCertificate', ...certificateHash(root, root) })
    await installNextRoot(new Date())
    await installNextRoot(new Date())
    expect(await asked(lacking.id)).toEqual([{ type: 'install-certificate', requestedBy: 'worker' }])
    expect(await asked(holding.id)).toEqual([])
    expect(await asked(plain.id)).toEqual([])
  })
})

describe('roots of others', () => {
  it('are an authority’s own certificate, trusted once, until they are not', async () => {
    const root = await anAuthority('MO root')
    const { id } = await addTrustedRoot(admin, { kind: 'mo', certificate: root.certificate })
    expect(await listTrustedRoots(admin)).toMatchObject([{ kind: 'mo', name: 'MO root', subject: 'CN=MO root' }])
    await expect(addTrustedRoot(admin, { kind: 'mo', certificate: root.certificate })).rejects.toMatchObject({
      code: 'conflict',
    })
    const leaf = await root.issue({})
    for (const certificate of [leaf.certificate, 'nonsense', root.certificate + leaf.certificate]) {
      await expect(addTrustedRoot(admin, { kind: 'mo', certificate })).rejects.toMatchObject({ code: 'invalid' })
    }
    await retireTrustedRoot(admin, id)
    expect(await listTrustedRoots(admin)).toEqual([])
    expect((await loadTrust(new Date())).roots).toEqual([])
    expect(await addTrustedRoot(admin, { kind: 'mo', certificate: root.certificate })).toEqual({ id }) // again
  })
})

it('S-21 a station is granted so many certificates an hour, however fast it asks', async () => {
  const { id: stationId, identity } = await aStation()
  const csr = readCsr((await aCsr({ commonName: identity })).csr)
  const ask = (times: number) =>
    considerCsrs.write(
      pool(),
      Array.from(
        { length: times },
        () => ({ stationId, identity, kind: 'station', csr, receivedAt: new Date() }) as const,
      ),
      {} as never,
    )
  expect(await ask(12)).toEqual(Array(12).fill(null))
  expect(await ask(12)).toEqual([...Array(8).fill(null), ...Array(4).fill('too-often')])
  expect(await ask(1)).toEqual(['too-often'])
})
