import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { newKeyPair } from '../../lib/certificates/key-pair'
import { activateAuthority, prepareAuthority } from '../../lib/certificates/mutations/roll-over'
import {
  issueStationCertificate,
  revokeStationCertificate,
} from '../../lib/certificates/mutations/station-certificates'
import { addTrustedRoot } from '../../lib/certificates/mutations/trusted-roots'
import { anAuthority } from '../../lib/certificates/testing/an-authority'
import { db } from '../../lib/db/client'
import { aStation } from '../../lib/db/testing/fixtures'
import { DAY_MS } from '../../lib/kernel/time'
import { aGuardedStation } from '../testing/a-guarded-station'
import { aTlsGateway, overTls, shakeHands } from '../testing/a-tls-gateway'
import { aGateway, aRawStation } from '../testing/test-gateway'
import { certificateFiles } from './server-certificates'

const us = systemActor('system')
const PASSWORD = 'a password of 20 ch.'

const profileOf = async (stationId: bigint) =>
  (await db().stationState.findUniqueOrThrow({ where: { stationId } })).securityProfile

describe('S-1: the encrypted port', () => {
  test('shows an ECDSA and an RSA certificate, each to who can use it', async () => {
    const gateway = await aTlsGateway()
    const ecdsa = await shakeHands(gateway.tlsPort!, {
      ca: gateway.root,
      maxVersion: 'TLSv1.2',
      ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256',
    })
    expect(ecdsa).toMatchObject({ protocol: 'TLSv1.2', certificate: { asn1Curve: 'prime256v1' } })
    for (const ciphers of ['ECDHE-RSA-AES256-GCM-SHA384', 'AES128-GCM-SHA256', 'AES256-GCM-SHA384']) {
      const rsa = await shakeHands(gateway.tlsPort!, { ca: gateway.root, maxVersion: 'TLSv1.2', ciphers })
      expect(rsa).toMatchObject({ cipher: ciphers, certificate: { bits: 2048 } })
    }
    expect(await shakeHands(gateway.tlsPort!, { ca: gateway.root })).toMatchObject({ protocol: 'TLSv1.3' })
  })
  test.each([
    ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
    ['a cipher without authentication of what it encrypts', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA' }],
  ] as const)('does not take %s', async (_name, options) => {
    const gateway = await aTlsGateway()
    await expect(shakeHands(gateway.tlsPort!, { ca: gateway.root, ...options })).rejects.toThrow(/alert|SSL|reset/i)
  })
})

describe('profiles', () => {
  test('S-4: TLS with the password is 2, without TLS 1, with nothing 0', async () => {
    const gateway = await aTlsGateway()
    const station = await aGuardedStation(PASSWORD)
    const encrypted = await aRawStation(gateway, station.identity, { password: PASSWORD, tls: overTls(gateway) })
    await encrypted.call('Heartbeat', {})
    expect(await profileOf(station.id)).toBe(2)
    const plain = await aRawStation(gateway, station.identity, { password: PASSWORD })
    await plain.call('Heartbeat', {})
    expect(await profileOf(station.id)).toBe(1)
    const open = await aStation({})
    await (await aRawStation(gateway, open.identity)).call('Heartbeat', {})
    expect(await profileOf(open.id)).toBe(0)
  })
  test('S-5: a station that must use TLS is refused on the plain port, and written down', async () => {
    const gateway = await aTlsGateway()
    const station = await aGuardedStation(PASSWORD, { securityProfile: 2 })
    await expect(aRawStation(gateway, station.identity, { password: PASSWORD })).rejects.toThrow('HTTP 403')
    await aRawStation(gateway, station.identity, { password: PASSWORD, tls: overTls(gateway) })
    await vi.waitFor(async () =>
      expect(await db().stationEvent.findMany({ where: { stationId: station.id, kind: 'security' } })).toMatchObject([
        { name: 'CentralSystemRefusedStation', detail: { why: 'this station must come with security profile 2' } },
      ]),
    )
  })
  test('S-6: a proxy of ours that ends TLS counts as TLS, a stranger that says so does not', async () => {
    const station = await aGuardedStation(PASSWORD, { securityProfile: 2 })
    const options = { password: PASSWORD, headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '192.0.2.9' } }
    const direct = await aGateway()
    await expect(aRawStation(direct, station.identity, options)).rejects.toThrow('HTTP 403')
    const behind = await aGateway({ gatewayId: 'gateway:behind', trustProxy: true })
    await (await aRawStation(behind, station.identity, options)).call('Heartbeat', {})
    expect(await db().stationState.findUnique({ where: { stationId: station.id } })).toMatchObject({
      securityProfile: 2,
      remoteAddress: '192.0.2.9',
    })
  })
})

/** A certificate of our own for a station, as the guided renewal would have given it. */
async function ours(stationId: bigint, commonName: string) {
  const keys = await newKeyPair('ecdsa')
  const issued = await issueStationCertificate(stationId, 'station', {
    commonName,
    organisation: '',
    publicKey: keys.publicKey,
  })
  return { id: issued.id, cert: issued.certificate, key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) }
}

describe('S-7 … S-10: mutual TLS', () => {
  test('a certificate we issued lets its station in without a password; revoked, it is put out and stays out', async () => {
    const gateway = await aTlsGateway()
    const station = await aStation({ securityProfile: 3, allowWithoutPassword: false })
    const { id, cert, key } = await ours(station.id, station.identity)
    const tls = overTls(gateway, { cert, key })
    const held = await aRawStation(gateway, station.identity, { tls })
    await held.call('Heartbeat', {})
    expect(await profileOf(station.id)).toBe(3)
    await revokeStationCertificate(us, id)
    expect(await held.closed).toMatchObject({ code: 1008 })
    await expect(aRawStation(gateway, station.identity, { tls })).rejects.toThrow('HTTP 401')
  })
  test('it is nobody else’s, whatever the address says', async () => {
    const gateway = await aTlsGateway()
    const [station, other] = [await aStation({}), await aStation({ securityProfile: 3, allowWithoutPassword: false })]
    const { cert, key } = await ours(station.id, station.identity)
    await expect(aRawStation(gateway, other.identity, { tls: overTls(gateway, { cert, key }) })).rejects.toThrow(
      'HTTP 401',
    )
  })
  test.each(['untrusted', 'expired', 'another station’s name'])('%s: refused', async (fault) => {
    const gateway = await aTlsGateway()
    const station = await aStation({ securityProfile: 3, allowWithoutPassword: false })
    const maker = await anAuthority(`Maker of ${fault}`)
    if (fault !== 'untrusted') await addTrustedRoot(us, { kind: 'manufacturer', certificate: maker.certificate })
    const { certificate, privateKey } = await maker.issue({
      subject: { commonName: fault.startsWith('another') ? 'SOMEBODY' : station.identity },
      ...(fault === 'expired' && {
        notBefore: new Date(Date.now() - 9 * DAY_MS),
        notAfter: new Date(Date.now() - DAY_MS),
      }),
    })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
    const tls = overTls(gateway, { cert: certificate, key })
    await expect(aRawStation(gateway, station.identity, { tls })).rejects.toThrow('HTTP 401')
  })
  test('a maker’s certificate with the station’s serial number counts once its root is trusted', async () => {
    const gateway = await aTlsGateway()
    const station = await aStation({ securityProfile: 3, allowWithoutPassword: false })
    await db().stationState.update({ where: { stationId: station.id }, data: { serialNumber: 'SN-4711' } })
    const maker = await anAuthority('Another maker')
    const { certificate, privateKey } = await maker.issue({ subject: { commonName: 'SN-4711' } })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
    const tls = overTls(gateway, { cert: certificate, key })
    await expect(aRawStation(gateway, station.identity, { tls })).rejects.toThrow('HTTP 401')
    await addTrustedRoot(us, { kind: 'manufacturer', certificate: maker.certificate })
    await vi.waitFor(() => aRawStation(gateway, station.identity, { tls }), { timeout: 5_000 })
    await vi.waitFor(async () => expect(await profileOf(station.id)).toBe(3))
  })
  test('a station of profile 2 that also shows a certificate of its maker’s is let in by its password', async () => {
    const gateway = await aTlsGateway()
    const station = await aGuardedStation(PASSWORD, { securityProfile: 2 })
    const { certificate, privateKey } = await (await anAuthority('Unknown maker')).issue({})
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
    const tls = overTls(gateway, { cert: certificate, key })
    await (await aRawStation(gateway, station.identity, { password: PASSWORD, tls })).call('Heartbeat', {})
    expect(await profileOf(station.id)).toBe(2)
  })
})

describe('hot reload', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
  })
  test('S-2: changed files are shown to the next station; a key that does not fit changes nothing', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'laddvakt-tls-'))
    folders.push(folder)
    const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')]
    const root = await anAuthority('Company root')
    const write = async (commonName: string) => {
      const made = await root.issue({ use: 'server', subject: { commonName }, hosts: ['localhost'] })
      await writeFile(cert, made.certificate)
      await writeFile(key, made.privateKey.export({ type: 'pkcs8', format: 'pem' }))
      return made
    }
    await write('first')
    const gateway = await aGateway({ tls: { port: 0, source: certificateFiles([cert], [key]) } })
    const shown = async () => (await shakeHands(gateway.tlsPort!, { ca: root.certificate })).certificate.subject.CN
    expect(await shown()).toBe('first')
    await write('second')
    await gateway.reloadTls()
    expect(await shown()).toBe('second')
    await writeFile(key, (await newKeyPair('ecdsa')).privateKey.export({ type: 'pkcs8', format: 'pem' }))
    await expect(gateway.reloadTls()).rejects.toThrow()
    expect(await shown()).toBe('second')
  })
  test('S-3: when another authority takes over, the gateway’s own certificate follows', async () => {
    const gateway = await aTlsGateway()
    const { id } = await prepareAuthority(us, { name: 'Bolaget' })
    await activateAuthority(us, id)
    const { certificate } = await db().certificateAuthority.findUniqueOrThrow({ where: { id } })
    await vi.waitFor(() => shakeHands(gateway.tlsPort!, { ca: certificate }), { timeout: 5_000 })
    await expect(shakeHands(gateway.tlsPort!, { ca: gateway.root })).rejects.toThrow()
  })
})

describe('S-14: passwords are bytes', () => {
  const raw = Buffer.from('00ff3a80c1fe8123456789abcdef0123456789ab', 'hex')
  test.each([
    ['1.6: the bytes the digits spell, a colon among them', raw, raw],
    ['1.6: the digits themselves', raw, raw.toString('hex')],
    ['1.6: the digits in upper case', raw, raw.toString('hex').toUpperCase()],
    ['set as digits, offered as bytes', raw.toString('hex'), raw],
    ['2.x: UTF-8', 'lösenord – på svenska', 'lösenord – på svenska'],
    ['ASCII of more than 20 characters', 'a password of more than twenty', 'a password of more than twenty'],
    ['a colon in it', 'a:colon:in:the:middle', 'a:colon:in:the:middle'],
  ])('%s', async (_name, set, offered) => {
    const gateway = await aGateway()
    const station = await aGuardedStation(set)
    const held = await aRawStation(gateway, station.identity, { password: offered })
    expect((await held.call('Heartbeat', {}))[0]).toBe(3)
    const wrong = Buffer.concat([Buffer.from(offered), Buffer.from([0])])
    await expect(aRawStation(gateway, station.identity, { password: wrong })).rejects.toThrow('HTTP 401')
  })
})

test('S-10: who comes for the first time with a trusted certificate of its name must do so from then on', async () => {
  const maker = await anAuthority('First contact maker')
  await addTrustedRoot(us, { kind: 'manufacturer', certificate: maker.certificate })
  const gateway = await aTlsGateway()
  const identity = 'NEW-WITH-CERTIFICATE'
  const { certificate, privateKey } = await maker.issue({ subject: { commonName: identity } })
  const tls = overTls(gateway, { cert: certificate, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) })
  const waiting = await aRawStation(gateway, identity, { tls })
  const boot = { chargePointVendor: 'V', chargePointModel: 'M' }
  expect((await waiting.call('BootNotification', boot))[2]).toMatchObject({ status: 'Pending' })
  expect(await db().station.findUnique({ where: { identity } })).toMatchObject({
    registration: 'pending',
    securityProfile: 3,
    allowWithoutPassword: false,
  })
  await expect(aRawStation(gateway, identity)).rejects.toThrow(/HTTP 40[13]/)
})
