import { X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type CertificateHash, certificateHash } from '../../lib/certificates/certificate-hash'
import { anAuthority } from '../../lib/certificates/testing/an-authority'
import type { HeldKind } from '../../lib/commands/kinds/security'
import { db } from '../../lib/db/client'
import { httpContractPool } from '../security/contract-pool'
import { createOcspClient } from '../security/ocsp-client'
import { aResponder } from '../testing/a-responder'
import { meet } from './meet'

const version = 'ocpp2.0.1'

async function aRoot(name = 'A root') {
  const { certificate } = await anAuthority(name)
  const x509 = new X509Certificate(certificate)
  return { certificate, hash: certificateHash(x509, x509) }
}
const heldBy = (stationId: bigint) =>
  db().installedCertificate.findMany({ where: { stationId }, orderBy: { id: 'asc' } })

test.each([
  ['TC_M_01_CSMS Install CA certificate - CSMSRootCertificate', 'csms', 'CSMSRootCertificate'],
  ['TC_M_02_CSMS Install CA certificate - ManufacturerRootCertificate', 'manufacturer', 'ManufacturerRootCertificate'],
  ['TC_M_03_CSMS Install CA certificate - V2GRootCertificate', 'v2g', 'V2GRootCertificate'],
  ['TC_M_04_CSMS Install CA certificate - MORootCertificate', 'mo', 'MORootCertificate'],
] as const)('%s', async (_name, kind, type) => {
  const { stationId, tells, sees } = await meet(version)
  const { certificate, hash } = await aRoot()
  const call = await tells({ type: 'install-certificate', kind, certificate }, 'InstallCertificate', {
    status: 'Accepted',
  })
  expect(call.payload).toEqual({ certificateType: type, certificate: certificate.trim() })
  await sees(call.commandId, 'confirmed')
  expect(await heldBy(stationId)).toMatchObject([{ type, ...hash }])
})

test('TC_M_05_CSMS Install CA certificate - Failed', async () => {
  const { stationId, tells, sees } = await meet(version)
  const { certificate } = await aRoot()
  for (const status of ['Failed', 'Rejected']) {
    const call = await tells({ type: 'install-certificate', kind: 'csms', certificate }, 'InstallCertificate', {
      status,
    })
    await sees(call.commandId, 'rejected')
  }
  expect(await heldBy(stationId)).toEqual([])
})

const chain = (certificateType: string, certificateHashData: CertificateHash, children?: CertificateHash[]) => ({
  certificateType,
  certificateHashData,
  ...(children && { childCertificateHashData: children }),
})

test.each([
  ['TC_M_12_CSMS Retrieve certificates from Charging Station - CSMSRootCertificate', ['csms'], ['CSMSRootCertificate']],
  [
    'TC_M_13_CSMS Retrieve certificates from Charging Station - ManufacturerRootCertificate',
    ['manufacturer'],
    ['ManufacturerRootCertificate'],
  ],
  ['TC_M_14_CSMS Retrieve certificates from Charging Station - V2GRootCertificate', ['v2g'], ['V2GRootCertificate']],
  [
    'TC_M_15_CSMS Retrieve certificates from Charging Station - V2GCertificateChain',
    ['v2g-chain'],
    ['V2GCertificateChain'],
  ],
  ['TC_M_16_CSMS Retrieve certificates from Charging Station - MORootCertificate', ['mo'], ['MORootCertificate']],
  [
    'TC_M_17_CSMS Retrieve certificates from Charging Station - CSMSRootCertificate & ManufacturerRootCertificate',
    ['csms', 'manufacturer'],
    ['CSMSRootCertificate', 'ManufacturerRootCertificate'],
  ],
  [
    'TC_M_18_CSMS Retrieve certificates from Charging Station - All certificateTypes',
    undefined,
    [
      'CSMSRootCertificate',
      'ManufacturerRootCertificate',
      'V2GRootCertificate',
      'V2GCertificateChain',
      'MORootCertificate',
    ],
  ],
] as const)('%s', async (_name, kinds, types) => {
  const { station, stationId, asks, sees } = await meet(version)
  const [{ hash }, { hash: child }] = [await aRoot(), await aRoot('Below')]
  const ask = await asks({
    type: 'get-installed-certificates',
    ...(kinds && { kinds: [...kinds] as HeldKind[] }),
  })
  const call = await station.hears('GetInstalledCertificateIds')
  expect(call.payload).toEqual(kinds === undefined ? {} : { certificateType: types })
  call.answer({
    status: 'Accepted',
    certificateHashDataChain: types.map((type) =>
      chain(type, hash, type === 'V2GCertificateChain' ? [child] : undefined),
    ),
  })
  await sees(ask, 'confirmed')
  const held = types.flatMap((type) =>
    (type === 'V2GCertificateChain' ? [hash, child] : [hash]).map((one) => ({ type, ...one })),
  )
  expect(await heldBy(stationId)).toMatchObject(held as object[])
})

test('TC_M_19_CSMS Retrieve certificates from Charging Station - No matching certificate found', async () => {
  const { stationId, tells, sees } = await meet(version)
  const { certificate } = await aRoot()
  const install = await tells({ type: 'install-certificate', kind: 'v2g', certificate }, 'InstallCertificate', {
    status: 'Accepted',
  })
  await sees(install.commandId, 'confirmed')
  const command = { type: 'get-installed-certificates', kinds: ['v2g'] } as const
  const ask = await tells({ ...command, kinds: ['v2g'] }, 'GetInstalledCertificateIds', { status: 'NotFound' })
  expect(ask.payload).toEqual({ certificateType: ['V2GRootCertificate'] })
  await sees(ask.commandId, 'confirmed') // that there is none is an answer
  expect(await heldBy(stationId)).toEqual([])
})

test.each([
  ['TC_M_20_CSMS Delete a certificate from a Charging Station - Success', 'Accepted', 'confirmed'],
  ['TC_M_21_CSMS Delete a certificate from a Charging Station - Failed', 'Failed', 'rejected'],
] as const)('%s', async (_name, status, stage) => {
  const { station, stationId, asks, tells, sees } = await meet(version)
  const { hash } = await aRoot()
  const ask = await asks({ type: 'get-installed-certificates' })
  const list = await station.hears('GetInstalledCertificateIds')
  list.answer({ status: 'Accepted', certificateHashDataChain: [chain('CSMSRootCertificate', hash)] })
  await sees(ask, 'confirmed')
  const call = await tells({ type: 'delete-certificate', ...hash }, 'DeleteCertificate', { status })
  expect(call.payload).toEqual({ certificateHashData: hash })
  await sees(call.commandId, stage)
  expect(await heldBy(stationId)).toHaveLength(status === 'Accepted' ? 0 : 1)
})

async function aSubordinate() {
  const root = await anAuthority('V2G root')
  const sub = new X509Certificate((await anAuthority('V2G sub', root)).certificate)
  return { root, hash: certificateHash(sub, new X509Certificate(root.certificate)) }
}

test('TC_M_24_CSMS Get Charging Station Certificate status - Success', async () => {
  const { root, hash } = await aSubordinate()
  const responder = await aResponder(root)
  const { station } = await meet(version)
  const ocspRequestData = { ...hash, responderURL: responder.url }
  const answer = await station.says('GetCertificateStatus', { ocspRequestData })
  expect(answer).toEqual({ status: 'Accepted', ocspResult: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) })
  expect(Buffer.from(answer.ocspResult, 'base64')[0]).toBe(0x30) // DER
  expect(await station.says('GetCertificateStatus', { ocspRequestData })).toEqual(answer) // kept until its next update
  expect(responder.asked).toBe(1)
})

test('S-23: without an answer of the responder there is none, and it is said', async () => {
  const { root, hash } = await aSubordinate()
  const responder = await aResponder(root)
  const { station } = await meet(version, { ocsp: createOcspClient({ allowedHosts: [] }) }) // ours, not the internet's
  const ocspRequestData = { ...hash, responderURL: responder.url }
  const answer = await station.says('GetCertificateStatus', { ocspRequestData })
  expect(answer).toMatchObject({ status: 'Failed', statusInfo: { reasonCode: 'NoResponse' } })
  expect(responder.asked).toBe(0)
})

test('S-25: 2.1 asks for a whole chain in one message', async () => {
  const { root, hash } = await aSubordinate()
  const responder = await aResponder(root, 'revoked')
  const { station } = await meet('ocpp2.1')
  const request = { certificateHashData: hash, source: 'OCSP', urls: ['http://127.0.0.1:1/none', responder.url] }
  const answer = await station.says('GetCertificateChainStatus', {
    certificateStatusRequests: [request, { ...request, source: 'CRL' }],
  })
  expect(answer.certificateStatus).toMatchObject([
    { certificateHashData: hash, source: 'OCSP', status: 'Revoked' },
    { certificateHashData: hash, source: 'CRL', status: 'Failed' },
  ])
  expect(Date.parse(answer.certificateStatus[0].nextUpdate)).toBeGreaterThan(Date.now())
})

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A pool of contract certificates that answers `exi` and remembers what it was asked. */
async function aPool(exi: string | null) {
  const asked: Record<string, unknown>[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      asked.push({ ...JSON.parse(body), authorization: request.headers.authorization })
      if (exi === null) response.writeHead(500).end()
      else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ exiResponse: exi }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/contracts`
  return { asked, pool: httpContractPool(url, 'token of the pool') }
}

test.each([
  ['TC_M_26_CSMS Certificate Installation EV - Success', 'Install'],
  ['TC_M_28_CSMS Certificate Update EV - Success', 'Update'],
] as const)('%s', async (_name, action) => {
  const exiResponse = Buffer.from(`EXI of ${action}`).toString('base64')
  const { asked, pool } = await aPool(exiResponse)
  const { station, identity } = await meet(version, { contracts: pool })
  const request = {
    action,
    iso15118SchemaVersion: 'urn:iso:15118:2:2013:MsgDef',
    exiRequest: Buffer.from('EXI of the car').toString('base64'),
  }
  expect(await station.says('Get15118EVCertificate', request)).toEqual({ status: 'Accepted', exiResponse })
  expect(asked).toEqual([{ ...request, stationId: identity, authorization: 'Bearer token of the pool' }])
})

test('S-28: without a pool, or when it fails, the car hears Failed', async () => {
  const request = { action: 'Install', iso15118SchemaVersion: 'urn:iso:15118:2:2013:MsgDef', exiRequest: 'AAAA' }
  const failed = { status: 'Failed', exiResponse: '', statusInfo: { reasonCode: 'NoContract' } }
  const { station } = await meet(version)
  expect(await station.says('Get15118EVCertificate', request)).toMatchObject(failed)
  const broken = await meet(version, { gatewayId: 'gateway:2', contracts: (await aPool(null)).pool })
  expect(await broken.station.says('Get15118EVCertificate', request)).toMatchObject(failed)
})
