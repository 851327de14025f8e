import { X509Certificate } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../lib/access/actor'
import { certificateHash } from '../../lib/certificates/certificate-hash'
import { addTrustedRoot } from '../../lib/certificates/mutations/trusted-roots'
import { pemBlocks, toPem } from '../../lib/certificates/pem'
import { anAuthority, type TestAuthority } from '../../lib/certificates/testing/an-authority'
import { db } from '../../lib/db/client'
import { aToken } from '../../lib/db/testing/fixtures'
import { DAY_MS } from '../../lib/kernel/time'
import { aResponder } from '../testing/a-responder'
import { meet, now } from './meet'

const EMAID = 'SELADC00000017'
const idToken = { idToken: EMAID, type: 'eMAID' }
let mo: TestAuthority
let sub: TestAuthority
beforeAll(async () => {
  mo = await anAuthority('MO root')
  sub = await anAuthority('MO sub', mo)
  await addTrustedRoot(systemActor('system'), { kind: 'mo', certificate: mo.certificate })
  await aToken({ value: EMAID, type: 'emaid' })
})

const hashOf = (certificate: string, issuer: TestAuthority) =>
  certificateHash(new X509Certificate(certificate), new X509Certificate(issuer.certificate))

/** Another signature than its issuer's. */
function tampered(pem: string): string {
  const [der] = pemBlocks(pem, 'CERTIFICATE')
  der![der!.length - 1]! ^= 1
  return toPem(der!, 'CERTIFICATE')
}

/** What a station sends that has verified the chain itself: which certificates are to be asked about, and where. */
async function hashData(status: 'good' | 'revoked') {
  const responder = await aResponder(mo, status)
  const contract = await mo.issue({ use: 'contract', subject: { commonName: EMAID } })
  return {
    responder,
    iso15118CertificateHashData: [{ ...hashOf(contract.certificate, mo), responderURL: responder.url }],
  }
}

test('TC_C_50_CSMS Authorization using Contract Certificates 15118 - Online - Local contract certificate validation - Accepted', async () => {
  const { station, stationId } = await meet('ocpp2.0.1')
  const { responder, iso15118CertificateHashData } = await hashData('good')
  const answer = await station.says('Authorize', { idToken, iso15118CertificateHashData })
  expect(answer).toEqual({ idTokenInfo: { status: 'Accepted' }, certificateStatus: 'Accepted' })
  expect(responder.asked).toBe(1)
  const event = { timestamp: now(), triggerReason: 'Authorized', seqNo: 0, transactionInfo: { transactionId: 'pnc-1' } }
  const started = { ...event, eventType: 'Started', evse: { id: 1, connectorId: 1 }, idToken }
  expect((await station.says('TransactionEvent', started)).idTokenInfo).toMatchObject({ status: 'Accepted' })
  expect(await db().session.findFirst({ where: { stationId } })).toMatchObject({ tokenValue: EMAID })
})

test('TC_C_51_CSMS Authorization using Contract Certificates 15118 - Online - Local contract certificate validation - Rejected', async () => {
  const { station } = await meet('ocpp2.0.1')
  const { responder, iso15118CertificateHashData } = await hashData('revoked')
  const answer = await station.says('Authorize', { idToken, iso15118CertificateHashData })
  expect(answer).toEqual({ idTokenInfo: { status: 'Invalid' }, certificateStatus: 'CertificateRevoked' })
  expect(responder.asked).toBe(1)
})

test('TC_C_52_CSMS Authorization using Contract Certificates 15118 - Online - Central contract certificate validation - Accepted', async () => {
  const { station } = await meet('ocpp2.0.1')
  const responder = await aResponder(sub)
  const subject = { commonName: 'SE-LAD-C00000017-X' } // the same eMAID, as another writes it
  const contract = await sub.issue({ use: 'contract', subject, ocspUrl: responder.url })
  const certificate = contract.certificate + sub.certificate
  const answer = await station.says('Authorize', { idToken, certificate })
  expect(answer).toEqual({ idTokenInfo: { status: 'Accepted' }, certificateStatus: 'Accepted' })
  expect(responder.asked).toBe(1)
})

test('S-27: each thing that is wrong with a contract has its word, and opens nothing', async () => {
  const { station } = await meet('ocpp2.0.1')
  const stranger = await anAuthority('MO root') // the name is not the key
  const issue = async (from: TestAuthority, order: Parameters<TestAuthority['issue']>[0] = {}) =>
    (await from.issue({ use: 'contract', subject: { commonName: EMAID }, ...order })).certificate
  const past = { notBefore: new Date(Date.now() - 9 * DAY_MS), notAfter: new Date(Date.now() - DAY_MS) }
  const good = await issue(mo)
  for (const [certificate, certificateStatus] of [
    [await issue(mo, past), 'CertificateExpired'],
    [await issue(sub), 'CertChainError'], // the one between is missing
    [await issue(stranger), 'CertChainError'],
    [tampered(good), 'SignatureError'],
    [await issue(mo, { subject: { commonName: 'SELADC99999999' } }), 'CertChainError'],
    ['nonsense', 'CertChainError'],
    [await issue(mo, { ocspUrl: 'http://127.0.0.1:1/none' }), 'NoCertificateAvailable'],
  ] as const) {
    const answer = await station.says('Authorize', { idToken, certificate })
    expect(answer).toEqual({ idTokenInfo: { status: 'Invalid' }, certificateStatus })
  }
  const unknown = { idToken: 'SELADC55555555', type: 'eMAID' }
  const ofUnknown = await issue(mo, { subject: { commonName: unknown.idToken } })
  expect(await station.says('Authorize', { idToken: unknown, certificate: ofUnknown })).toEqual({
    idTokenInfo: { status: 'Invalid' },
    certificateStatus: 'ContractCancelled',
  })
  const forged = await hashData('good')
  const liar = await aResponder(stranger)
  const [said] = forged.iso15118CertificateHashData
  const iso15118CertificateHashData = [{ ...said!, responderURL: liar.url }]
  expect(await station.says('Authorize', { idToken, iso15118CertificateHashData })).toMatchObject({
    certificateStatus: 'SignatureError',
  })
  expect(await station.says('Authorize', { idToken, certificate: good })).toMatchObject({
    certificateStatus: 'Accepted',
  })
})

test('S-27: hashes must be of the chain presented, and each is answered for by its own issuer', async () => {
  const { station } = await meet('ocpp2.0.1')
  const [ofSub, ofRoot] = [await aResponder(sub), await aResponder(mo)]
  const issue = async (ocspUrl: string) =>
    (await sub.issue({ use: 'contract', subject: { commonName: EMAID }, ocspUrl })).certificate
  const [contract, revoked] = [await issue(ofSub.url), await issue(ofSub.url)]
  const asks = async (
    certificate: string | undefined,
    ...hashes: [pem: string, issuer: TestAuthority, url: string][]
  ) => {
    const iso15118CertificateHashData = hashes.map(([pem, issuer, responderURL]) => ({
      ...hashOf(pem, issuer),
      responderURL,
    }))
    const chain = certificate && { certificate: certificate + sub.certificate }
    return (await station.says('Authorize', { idToken, ...chain, iso15118CertificateHashData })).certificateStatus
  }
  // A good certificate's hash does not let another one charge.
  expect(await asks(revoked, [contract, sub, ofSub.url])).toBe('CertChainError')
  expect([ofSub.asked, ofRoot.asked]).toEqual([0, 0])
  // What the hashes leave out of the chain is asked about all the same.
  expect(await asks(contract, [sub.certificate, mo, ofRoot.url])).toBe('Accepted')
  expect([ofSub.asked, ofRoot.asked]).toEqual([1, 1])
  ofSub.status = 'revoked'
  expect(await asks(revoked, [sub.certificate, mo, ofRoot.url])).toBe('CertificateRevoked')
  expect(await asks(revoked, [revoked, sub, ofSub.url])).toBe('CertificateRevoked')
  // Hashes alone: another of our authorities may not speak for the issuer they name, nor a stranger for itself.
  const stranger = await anAuthority('MO sub')
  const foreign = (await stranger.issue({ use: 'contract', subject: { commonName: EMAID } })).certificate
  expect(await asks(undefined, [foreign, stranger, ofRoot.url])).toBe('SignatureError')
  expect(await asks(undefined, [foreign, stranger, (await aResponder(stranger)).url])).toBe('SignatureError')
})

test('S-29: a car’s MAC address is a token only where the operator wants it', async () => {
  const mac = await aToken({ value: '0011AABBCCDD', type: 'mac' })
  const legacy = await aToken({ value: 'VID:0011AABBCCEE', type: 'mac' })
  const { station, stationId, gateway, reconnects } = await meet('ocpp2.0.1')
  const shown = { idToken: { idToken: mac.value, type: 'MacAddress' } }
  expect(await station.says('Authorize', shown)).toEqual({ idTokenInfo: { status: 'Invalid' } })
  await db().station.update({ where: { id: stationId }, data: { autocharge: true } })
  const again = await reconnects()
  expect(await again.says('Authorize', shown)).toEqual({ idTokenInfo: { status: 'Accepted' } })
  const old = await meet('ocpp1.6', { gatewayId: `${gateway.port}` })
  expect(await old.station.says('Authorize', { idTag: legacy.value })).toEqual({ idTagInfo: { status: 'Invalid' } })
})
