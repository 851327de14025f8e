import { X509Certificate } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { certificateHash } from '../../lib/certificates/certificate-hash'
import { activeIssuer } from '../../lib/certificates/mutations/active-issuer'
import { aCsr } from '../../lib/certificates/testing/a-csr'
import { anAuthority } from '../../lib/certificates/testing/an-authority'
import { db } from '../../lib/db/client'
import { aGuardedStation } from '../testing/a-guarded-station'
import { aTlsGateway, overTls, shakeHands } from '../testing/a-tls-gateway'
import { meet, now } from './meet'
import { connectStrict } from './strict-station'

const PASSWORD = 'a password of 20 ch.'
const boot = { chargePointVendor: 'Vendor', chargePointModel: 'Model' }
const pemOf = (key: { export(options: { type: 'pkcs8'; format: 'pem' }): string | Buffer }) =>
  key.export({ type: 'pkcs8', format: 'pem' })

test('TC_073_CSMS Update Charge Point Password for HTTP Basic Authentication', async () => {
  const { station, asks, sees, reconnects, stationId } = await meet('ocpp1.6', { password: PASSWORD })
  const rotated = await asks({ type: 'rotate-password' })
  const call = await station.hears('ChangeConfiguration')
  expect(call.payload).toEqual({ key: 'AuthorizationKey', value: expect.stringMatching(/^[0-9a-f]{40}$/) })
  call.answer({ status: 'Accepted' })
  await sees(rotated, 'confirmed')
  await expect(reconnects({ password: PASSWORD })).rejects.toThrow('Unauthorized')
  const again = await reconnects({ password: Buffer.from(call.payload.value, 'hex') }) // the bytes the digits spell
  expect(await again.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  // Nobody can read it afterwards.
  const rows = await db().command.findMany({ where: { stationId } })
  const log = await db().$queryRaw<
    { request: string }[]
  >`SELECT request FROM ocpp_message WHERE station_id = ${stationId}`
  expect(JSON.stringify([rows, log], (_k, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(
    call.payload.value,
  )
})

test('S-15: a refused password changes nothing; an unheard answer leaves both good until one is used', async () => {
  const { station, asks, sees, reconnects } = await meet('ocpp1.6', { password: PASSWORD, callTimeoutMs: 300 })
  const refused = await asks({ type: 'rotate-password' })
  const first = await station.hears('ChangeConfiguration')
  first.answer({ status: 'NotSupported' })
  await sees(refused, 'rejected')
  await expect(reconnects({ password: Buffer.from(first.payload.value, 'hex') })).rejects.toThrow('Unauthorized')
  const again = await reconnects({ password: PASSWORD })
  await again.says('Heartbeat')
  const unheard = await asks({ type: 'rotate-password' })
  const second = await again.hears('ChangeConfiguration')
  await sees(unheard, 'timed-out')
  await again.close()
  const waiting = await reconnects({ password: PASSWORD })
  await waiting.says('Heartbeat')
  await sees(await asks({ type: 'rotate-password' }), 'failed') // a third would shut one of the two out
  expect(waiting.isUndisturbed).toBe(true)
  await (await reconnects({ password: Buffer.from(second.payload.value, 'hex') })).says('Heartbeat')
  await expect(reconnects({ password: PASSWORD })).rejects.toThrow('Unauthorized') // it has shown that it took the new one
})

test('TC_074_CSMS Update Charge Point Certificate by request of Central System', async () => {
  const gateway = await aTlsGateway({ gatewayId: 'gateway:tls' })
  const { station, identity, stationId, tells, sees } = await meet('ocpp1.6')
  const asked = await tells({ type: 'renew-certificate' }, 'ExtendedTriggerMessage', { status: 'Accepted' })
  expect(asked.payload).toEqual({ requestedMessage: 'SignChargePointCertificate' })
  await sees(asked.commandId, 'accepted')
  const { csr, keys } = await aCsr({ commonName: identity, organisation: 'Laddbolaget' })
  expect(await station.says('SignCertificate', { csr })).toEqual({ status: 'Accepted' })
  await sees(asked.commandId, 'confirmed')
  const signed = await station.hears('CertificateSigned')
  const certificate = new X509Certificate(signed.payload.certificateChain)
  const root = new X509Certificate((await activeIssuer()).certificate)
  expect(certificate.verify(root.publicKey)).toBe(true)
  expect(certificate.subject).toBe(`O=Laddbolaget\nCN=${identity}`)
  expect(certificate.publicKey.equals(keys.publicKey)).toBe(true)
  signed.answer({ status: 'Accepted' })
  await vi.waitFor(async () =>
    expect(await db().stationCertificate.findFirst({ where: { stationId } })).toMatchObject({ stage: 'accepted' }),
  )
  // With it the station comes in without a password, as security profile 3.
  const tls = overTls(gateway, { cert: signed.payload.certificateChain, key: pemOf(keys.privateKey) })
  const again = await connectStrict(gateway, { version: 'ocpp1.6', identity, tls })
  expect(await again.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  expect(await db().stationState.findUnique({ where: { stationId } })).toMatchObject({ securityProfile: 3 })
})

test.each([
  [
    'TC_075_1_CSMS Install a certificate on the Charge Point - ManufacturerRootCertificate',
    'manufacturer',
    'ManufacturerRootCertificate',
    'ManufacturerRootCertificate',
  ],
  [
    'TC_075_2_CSMS Install a certificate on the Charge Point - CentralSystemRootCertificate',
    'csms',
    'CentralSystemRootCertificate',
    'CSMSRootCertificate',
  ],
] as const)('%s', async (_name, kind, certificateType, type) => {
  const { station, stationId, tells, asks, sees } = await meet('ocpp1.6')
  const { certificate } = await anAuthority('A root')
  const install = await tells({ type: 'install-certificate', kind, certificate }, 'InstallCertificate', {
    status: 'Accepted',
  })
  expect(install.payload).toEqual({ certificateType, certificate: certificate.trim() })
  await sees(install.commandId, 'confirmed')
  const root = new X509Certificate(certificate)
  const held = certificateHash(root, root)
  expect(await db().installedCertificate.findMany({ where: { stationId } })).toMatchObject([{ type, ...held }])
  const ask = await asks({ type: 'get-installed-certificates', kinds: [kind] })
  const call = await station.hears('GetInstalledCertificateIds')
  expect(call.payload).toEqual({ certificateType })
  call.answer({ status: 'Accepted', certificateHashData: [{ ...held }] })
  await sees(ask, 'confirmed')
  expect(await db().installedCertificate.findMany({ where: { stationId } })).toMatchObject([{ type, ...held }])
})

test('TC_076_CSMS Delete a specific certificate from the Charge Point', async () => {
  const { station, stationId, tells, asks, sees } = await meet('ocpp1.6')
  const root = new X509Certificate((await anAuthority('A root')).certificate)
  const held = certificateHash(root, root)
  const ask = await asks({ type: 'get-installed-certificates', kinds: ['csms'] })
  const list = await station.hears('GetInstalledCertificateIds')
  list.answer({
    status: 'Accepted',
    certificateHashData: [{ ...held, serialNumber: `00${held.serialNumber.toUpperCase()}` }],
  })
  await sees(ask, 'confirmed')
  expect(await db().installedCertificate.findMany({ where: { stationId } })).toMatchObject([held])
  const remove = await tells({ type: 'delete-certificate', ...held }, 'DeleteCertificate', { status: 'Accepted' })
  expect(remove.payload).toEqual({ certificateHashData: held })
  await sees(remove.commandId, 'confirmed')
  expect(await db().installedCertificate.count({ where: { stationId } })).toBe(0)
})

test.each([
  ['TC_077_CSMS Invalid ChargePointCertificate Security Event', 'InvalidChargePointCertificate'],
  ['TC_078_CSMS Invalid CentralSystemCertificate Security Event', 'InvalidCentralSystemCertificate'],
] as const)('%s', async (_name, type) => {
  const { station, identity, stationId, tells, sees } = await meet('ocpp1.6')
  if (type === 'InvalidChargePointCertificate') {
    const { csr } = await aCsr({ commonName: identity })
    expect(await station.says('SignCertificate', { csr })).toEqual({ status: 'Accepted' })
    const signed = await station.hears('CertificateSigned')
    signed.answer({ status: 'Rejected' })
    await vi.waitFor(async () =>
      expect(await db().stationCertificate.findFirst({ where: { stationId } })).toMatchObject({ stage: 'rejected' }),
    )
  } else {
    const { certificate } = await anAuthority('A root the station does not like')
    const command = { type: 'install-certificate', kind: 'csms', certificate } as const
    const install = await tells(command, 'InstallCertificate', { status: 'Rejected' })
    await sees(install.commandId, 'rejected')
    expect(await db().installedCertificate.count({ where: { stationId } })).toBe(0)
  }
  const timestamp = now()
  expect(await station.says('SecurityEventNotification', { type, timestamp, techInfo: 'expired' })).toEqual({})
  expect(await db().stationEvent.findFirst({ where: { stationId, name: type } })).toMatchObject({
    kind: 'security',
    at: new Date(timestamp),
    detail: { techInfo: 'expired' },
  })
  expect(await db().fault.findMany({ where: { stationId } })).toMatchObject([
    { source: 'security', code: type, closedAt: null },
  ])
})

test('TC_085_CSMS Basic Authentication - Valid username/password combination', async () => {
  const { station, reconnects } = await meet('ocpp1.6', { password: PASSWORD })
  expect(await station.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  for (const password of [undefined, `${PASSWORD}x`, '']) {
    await expect(reconnects({ password })).rejects.toThrow('Unauthorized')
  }
})

test('TC_086_CSMS TLS - server-side certificate - Valid certificate', async () => {
  const gateway = await aTlsGateway()
  const { identity, id: stationId } = await aGuardedStation(PASSWORD, { securityProfile: 2 })
  const tls = overTls(gateway)
  await expect(connectStrict(gateway, { version: 'ocpp1.6', identity, password: PASSWORD })).rejects.toThrow(
    'Forbidden',
  )
  await expect(connectStrict(gateway, { version: 'ocpp1.6', identity, password: 'wrong', tls })).rejects.toThrow(
    'Unauthorized',
  )
  const station = await connectStrict(gateway, { version: 'ocpp1.6', identity, password: PASSWORD, tls })
  expect(await station.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  expect(await db().stationState.findUnique({ where: { stationId } })).toMatchObject({ securityProfile: 2 })
  const { protocol, certificate } = await shakeHands(gateway.tlsPort!, { ca: gateway.root, maxVersion: 'TLSv1.2' })
  expect(protocol).toBe('TLSv1.2')
  expect(certificate.subjectaltname).toContain('DNS:localhost')
  const stranger = await anAuthority('Not ours')
  await expect(shakeHands(gateway.tlsPort!, { ca: stranger.certificate })).rejects.toThrow(/certificate/)
})

test('TC_087_CSMS TLS - Client-side certificate - valid certificate', async () => {
  const gateway = await aTlsGateway()
  const meeting = await meet('ocpp1.6', { gatewayId: 'gateway:plain' })
  const { csr, keys } = await aCsr({ commonName: meeting.identity })
  expect(await meeting.station.says('SignCertificate', { csr })).toEqual({ status: 'Accepted' })
  const signed = await meeting.station.hears('CertificateSigned')
  signed.answer({ status: 'Accepted' })
  await meeting.station.says('Heartbeat')
  await db().station.update({
    where: { id: meeting.stationId },
    data: { securityProfile: 3, allowWithoutPassword: false },
  })
  const cert = signed.payload.certificateChain
  const { identity } = meeting
  const call = (tls: Parameters<typeof overTls>[1]) =>
    connectStrict(gateway, { version: 'ocpp1.6', identity, tls: overTls(gateway, tls) })
  const station = await call({ cert, key: pemOf(keys.privateKey) })
  expect(await station.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  await expect(call({})).rejects.toThrow('Unauthorized')
  const forged = await (await anAuthority('Not ours')).issue({ subject: { commonName: identity } })
  await expect(call({ cert: forged.certificate, key: pemOf(forged.privateKey) })).rejects.toThrow('Unauthorized')
})
