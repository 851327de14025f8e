import { X509Certificate } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { activeIssuer } from '../../lib/certificates/mutations/active-issuer'
import { aCsr } from '../../lib/certificates/testing/a-csr'
import { anAuthority } from '../../lib/certificates/testing/an-authority'
import { db } from '../../lib/db/client'
import { DAY_MS } from '../../lib/kernel/time'
import { aGuardedStation } from '../testing/a-guarded-station'
import { aTlsGateway, ourRoot, overTls, ownTls, shakeHands } from '../testing/a-tls-gateway'
import { aGateway, aRawStation } from '../testing/test-gateway'
import { meet, now } from './meet'
import { connectStrict } from './strict-station'

const PASSWORD = 'lösenord på 20 tecken'
const boot = { reason: 'PowerUp', chargingStation: { model: 'Model', vendorName: 'Vendor' } }
const version = 'ocpp2.0.1'
const pemOf = (key: { export(options: { type: 'pkcs8'; format: 'pem' }): string | Buffer }) =>
  key.export({ type: 'pkcs8', format: 'pem' })

test('TC_A_01_CSMS Basic Authentication - Valid username/password combination', async () => {
  const { station, stationId } = await meet(version, { password: PASSWORD })
  expect(await station.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  const status = { timestamp: now(), connectorStatus: 'Available', evseId: 1, connectorId: 1 }
  expect(await station.says('StatusNotification', status)).toEqual({})
  expect(await db().stationState.findUnique({ where: { stationId } })).toMatchObject({
    online: true,
    securityProfile: 1,
  })
})

test('TC_A_02_CSMS Basic Authentication - Username does not equal ChargingStationId', async () => {
  const gateway = await aGateway()
  const { identity, id: stationId } = await aGuardedStation(PASSWORD)
  const Authorization = `Basic ${Buffer.from(`${identity}X:${PASSWORD}`).toString('base64')}`
  const options = { protocols: [version], headers: { Authorization } }
  await expect(aRawStation(gateway, identity, options)).rejects.toThrow('HTTP 401')
  expect(await db().stationState.findUnique({ where: { stationId } })).toMatchObject({ online: false })
})

test('TC_A_03_CSMS Basic Authentication - Invalid password', async () => {
  const gateway = await aGateway()
  const { identity, id: stationId } = await aGuardedStation(PASSWORD)
  for (const password of [`${PASSWORD} `, PASSWORD.toUpperCase(), '']) {
    await expect(connectStrict(gateway, { version, identity, password })).rejects.toThrow('Unauthorized')
  }
  await vi.waitFor(async () =>
    expect(await db().stationEvent.findMany({ where: { stationId, kind: 'security' } })).toMatchObject([
      { name: 'CentralSystemRefusedStation', detail: { why: 'wrong or missing password' } },
    ]),
  )
})

test('TC_A_04_CSMS TLS - server-side certificate - Valid certificate', async () => {
  const gateway = await aTlsGateway()
  const { identity, id: stationId } = await aGuardedStation(PASSWORD, { securityProfile: 2 })
  // A00.FR.318, .321: each of the four suites, with the certificate that fits.
  for (const [ciphers, key] of [
    ['ECDHE-ECDSA-AES128-GCM-SHA256', 'ec'],
    ['ECDHE-ECDSA-AES256-GCM-SHA384', 'ec'],
    ['AES128-GCM-SHA256', 'rsa'],
    ['AES256-GCM-SHA384', 'rsa'],
  ] as const) {
    const made = await shakeHands(gateway.tlsPort!, { ca: gateway.root, maxVersion: 'TLSv1.2', ciphers })
    expect([made.cipher, made.certificate.bits]).toEqual([ciphers, key === 'ec' ? 256 : 2048])
  }
  const station = await connectStrict(gateway, { version, identity, password: PASSWORD, tls: overTls(gateway) })
  expect(await station.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  expect(await db().stationState.findUnique({ where: { stationId } })).toMatchObject({ securityProfile: 2 })
})

test('TC_A_06_CSMS TLS - server-side certificate - TLS version too low', async () => {
  const gateway = await aTlsGateway()
  for (const low of ['TLSv1', 'TLSv1.1'] as const) {
    const old = { ca: gateway.root, minVersion: low, maxVersion: low, ciphers: 'ALL@SECLEVEL=0' }
    await expect(shakeHands(gateway.tlsPort!, old)).rejects.toThrow(/version|alert|unsupported/i)
  }
  expect((await shakeHands(gateway.tlsPort!, { ca: gateway.root, maxVersion: 'TLSv1.2' })).protocol).toBe('TLSv1.2')
})

test('TC_A_07_CSMS TLS - Client-side certificate - valid certificate', async () => {
  const gateway = await aTlsGateway()
  const { station, identity, stationId } = await meet(version, { gatewayId: 'gateway:plain' })
  const { csr, keys } = await aCsr({ commonName: identity })
  await station.says('SignCertificate', { csr, certificateType: 'ChargingStationCertificate' })
  const signed = await station.hears('CertificateSigned')
  signed.answer({ status: 'Accepted' })
  await db().station.update({ where: { id: stationId }, data: { securityProfile: 3, allowWithoutPassword: false } })
  const tls = overTls(gateway, { cert: signed.payload.certificateChain, key: pemOf(keys.privateKey) })
  const again = await connectStrict(gateway, { version, identity, tls })
  expect(await again.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
  expect(await db().stationState.findUnique({ where: { stationId } })).toMatchObject({ securityProfile: 3 })
})

test('TC_A_08_CSMS TLS - Client-side certificate - Invalid certificate', async () => {
  const gateway = await aTlsGateway()
  const { identity, id: stationId } = await aGuardedStation(PASSWORD, { securityProfile: 3 })
  const stranger = await anAuthority('Not ours')
  const expired = { notBefore: new Date(Date.now() - 9 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) }
  for (const order of [{}, expired]) {
    const bad = await stranger.issue({ subject: { commonName: identity }, ...order })
    const tls = overTls(gateway, { cert: bad.certificate, key: pemOf(bad.privateKey) })
    await expect(connectStrict(gateway, { version, identity, tls })).rejects.toThrow('Unauthorized')
    // Nor does its old password open.
    await expect(connectStrict(gateway, { version, identity, tls, password: PASSWORD })).rejects.toThrow('Unauthorized')
  }
  expect(await db().stationState.findUnique({ where: { stationId } })).toMatchObject({ online: false })
  await vi.waitFor(async () =>
    expect(await db().stationEvent.findMany({ where: { stationId, kind: 'security' } })).toMatchObject([
      { detail: { why: 'its certificate does not count: untrusted' } },
    ]),
  )
})

const results = (attributeStatus: string, component = 'SecurityCtrlr', variable = 'BasicAuthPassword') => ({
  setVariableResult: [{ attributeStatus, component: { name: component }, variable: { name: variable } }],
})

test('TC_A_09_CSMS Update Charging Station Password for HTTP Basic Authentication - Accepted', async () => {
  const { station, asks, sees, reconnects } = await meet(version, { password: PASSWORD })
  const rotated = await asks({ type: 'rotate-password' })
  const call = await station.hears('SetVariables')
  expect(call.payload).toEqual({
    setVariableData: [
      {
        component: { name: 'SecurityCtrlr' },
        variable: { name: 'BasicAuthPassword' },
        attributeValue: expect.stringMatching(/^[A-Za-z0-9]{16,40}$/),
      },
    ],
  })
  call.answer(results('Accepted'))
  await sees(rotated, 'confirmed')
  await expect(reconnects({ password: PASSWORD })).rejects.toThrow('Unauthorized')
  const again = await reconnects({ password: call.payload.setVariableData[0].attributeValue })
  expect(await again.says('BootNotification', boot)).toMatchObject({ status: 'Accepted' })
})

test('TC_A_10_CSMS Update Charging Station Password for HTTP Basic Authentication - Rejected', async () => {
  const { station, asks, sees, reconnects } = await meet(version, { password: PASSWORD })
  const rotated = await asks({ type: 'rotate-password' })
  const call = await station.hears('SetVariables')
  call.answer(results('Rejected'))
  await sees(rotated, 'rejected')
  const refused = call.payload.setVariableData[0].attributeValue
  await expect(reconnects({ password: refused })).rejects.toThrow('Unauthorized')
  const again = await reconnects({ password: PASSWORD })
  expect(await again.says('Heartbeat')).toEqual({ currentTime: expect.any(String) })
})

test.each([
  [
    'TC_A_11_CSMS Update Charging Station Certificate by request of CSMS - Success - Charging Station Certificate',
    'station',
    'SignChargingStationCertificate',
    { certificateType: 'ChargingStationCertificate' },
  ],
  [
    'TC_A_12_CSMS Update Charging Station Certificate by request of CSMS - Success - V2G Certificate',
    'v2g',
    'SignV2GCertificate',
    { certificateType: 'V2GCertificate' },
  ],
  [
    'TC_A_13_CSMS Update Charging Station Certificate by request of CSMS - Success - Combined Certificate',
    'combined',
    'SignCombinedCertificate',
    {},
  ],
] as const)('%s', async (_name, kind, requestedMessage, type) => {
  const { station, identity, stationId, tells, sees } = await meet(version)
  const asked = await tells({ type: 'renew-certificate', kind }, 'TriggerMessage', { status: 'Accepted' })
  expect(asked.payload).toEqual({ requestedMessage })
  await sees(asked.commandId, 'accepted') // the request itself is the proof
  const { csr, keys } = await aCsr({ commonName: kind === 'v2g' ? 'SECC-77' : identity, organisation: 'Bolaget' })
  expect(await station.says('SignCertificate', { csr, ...type })).toEqual({ status: 'Accepted' })
  await sees(asked.commandId, 'confirmed')
  const signed = await station.hears('CertificateSigned')
  expect(signed.payload).toEqual({ certificateChain: expect.any(String), ...type })
  const certificate = new X509Certificate(signed.payload.certificateChain)
  expect(certificate.verify(new X509Certificate((await activeIssuer()).certificate).publicKey)).toBe(true)
  expect(certificate.publicKey.equals(keys.publicKey)).toBe(true)
  expect(certificate.keyUsage).toContain('1.3.6.1.5.5.7.3.2')
  signed.answer({ status: 'Accepted' })
  await vi.waitFor(async () =>
    expect(await db().stationCertificate.findMany({ where: { stationId } })).toMatchObject([
      { kind: kind === 'v2g' ? 'v2g' : 'station', stage: 'accepted' },
    ]),
  )
})

test('TC_A_14_CSMS Update Charging Station Certificate by request of CSMS - Invalid certificate', async () => {
  const { station, identity, stationId, tells } = await meet(version)
  await tells({ type: 'renew-certificate' }, 'TriggerMessage', { status: 'Accepted' })
  const { csr } = await aCsr({ commonName: identity })
  await station.says('SignCertificate', { csr, certificateType: 'ChargingStationCertificate' })
  const signed = await station.hears('CertificateSigned')
  signed.answer({ status: 'Rejected' })
  const event = { type: 'InvalidChargingStationCertificate', timestamp: now() }
  expect(await station.says('SecurityEventNotification', event)).toEqual({})
  await vi.waitFor(async () => {
    expect(await db().stationCertificate.findFirst({ where: { stationId } })).toMatchObject({ stage: 'rejected' })
    expect(await db().fault.findMany({ where: { stationId } })).toMatchObject([
      { code: event.type, source: 'security' },
    ])
  })
})

test('S-20: a request that is not good is Rejected, written down, and followed by nothing', async () => {
  const { station, identity, stationId } = await meet(version)
  const { csr } = await aCsr({ commonName: `${identity}-other` })
  expect(await station.says('SignCertificate', { csr })).toEqual({ status: 'Rejected' })
  expect(await station.says('SignCertificate', { csr: 'nonsense' })).toEqual({ status: 'Rejected' })
  await station.says('Heartbeat')
  expect(station.isUndisturbed).toBe(true)
  const events = await db().stationEvent.findMany({ where: { stationId, kind: 'security' }, orderBy: { id: 'asc' } })
  expect(events).toMatchObject([
    { name: 'InvalidCertificateRequest', detail: { why: 'wrong-subject' } },
    { name: 'InvalidCertificateRequest', detail: { why: 'unreadable' } },
  ])
})

test('TC_A_19_CSMS Upgrade Charging Station Security Profile - Accepted', async () => {
  const { gateway, station, stationId, asks, sees, reconnects } = await meet(version, {
    password: PASSWORD,
    tls: ownTls(),
  })
  const url = `wss://127.0.0.1:${gateway.tlsPort}/ocpp`
  const early = await asks({ type: 'upgrade-security-profile', profile: 2, url })
  await sees(early, 'failed') // nothing that was not prepared is asked of a station: it would not come back
  expect(station.isUndisturbed).toBe(true)
  const upgrade = await asks({ type: 'upgrade-security-profile', profile: 2, url, slot: 2, unchecked: true })
  const network = await station.hears('SetNetworkProfile')
  expect(network.payload).toEqual({
    configurationSlot: 2,
    connectionData: {
      ocppVersion: 'OCPP20',
      ocppTransport: 'JSON',
      ocppCsmsUrl: url,
      messageTimeout: 30,
      securityProfile: 2,
      ocppInterface: 'Wired0',
    },
  })
  network.answer({ status: 'Accepted' })
  const priority = await station.hears('SetVariables')
  expect(priority.payload.setVariableData).toEqual([
    {
      component: { name: 'OCPPCommCtrlr' },
      variable: { name: 'NetworkConfigurationPriority' },
      attributeValue: '2,1',
    },
  ])
  priority.answer(results('RebootRequired', 'OCPPCommCtrlr', 'NetworkConfigurationPriority'))
  const reset = await station.hears('Reset')
  expect(reset.payload).toEqual({ type: 'OnIdle' })
  reset.answer({ status: 'Accepted' })
  await sees(upgrade, 'accepted')
  const again = await reconnects({ password: PASSWORD, tls: overTls(await ourRoot()) })
  expect(await again.says('BootNotification', { ...boot, reason: 'RemoteReset' })).toMatchObject({ status: 'Accepted' })
  await sees(upgrade, 'confirmed') // S-18: coming back with the higher profile is the proof
  expect(await db().stationState.findUnique({ where: { stationId } })).toMatchObject({ securityProfile: 2 })
  await vi.waitFor(async () =>
    expect(await db().station.findUnique({ where: { id: stationId } })).toMatchObject({ securityProfile: 2 }),
  )
  await expect(reconnects({ password: PASSWORD })).rejects.toThrow('Forbidden') // A05.FR.07: never lower again
})
