import { X509Certificate } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { certificateHash } from '../lib/certificates/certificate-hash'
import { decideCsr } from '../lib/certificates/decide-csr'
import { readCsr } from '../lib/certificates/read-csr'
import { anAuthority } from '../lib/certificates/testing/an-authority'
import { CERTIFICATES_16, CERTIFICATES_201, triggeredCertificate } from './answer-certificates'
import type { Machine } from './dialect'
import { StationMemory } from './memory'

function aMachine() {
  const said: { action: string; payload: Record<string, unknown> }[] = []
  const call = async (action: string, payload: Record<string, unknown>) => void said.push({ action, payload })
  const memory = new StationMemory()
  return { said, machine: { spec: { identity: 'SIM-1' }, link: { isOpen: true, call }, memory } as unknown as Machine }
}

test('a root is installed once, listed under the hashes a control room works out, and deleted', async () => {
  const { machine } = aMachine()
  const { certificate } = await anAuthority('A root')
  const root = new X509Certificate(certificate)
  const hash = certificateHash(root, root)
  const ask = (action: string, payload: object) => CERTIFICATES_201[action]?.(payload as never, machine)
  expect(ask('GetInstalledCertificateIds', {})).toEqual({ status: 'NotFound' })
  for (let times = 0; times < 2; times++) {
    expect(ask('InstallCertificate', { certificateType: 'CSMSRootCertificate', certificate })).toEqual({
      status: 'Accepted',
    })
  }
  expect(ask('GetInstalledCertificateIds', { certificateType: ['CSMSRootCertificate'] })).toEqual({
    status: 'Accepted',
    certificateHashDataChain: [{ certificateType: 'CSMSRootCertificate', certificateHashData: hash }],
  })
  expect(ask('InstallCertificate', { certificateType: 'x', certificate: 'nonsense' })).toEqual({ status: 'Rejected' })
  expect(ask('DeleteCertificate', { certificateHashData: hash })).toEqual({ status: 'Accepted' })
  expect(ask('DeleteCertificate', { certificateHashData: hash })).toEqual({ status: 'NotFound' })
})

test('a certificate it has not asked for is refused', async () => {
  const { machine } = aMachine()
  const { certificate } = await anAuthority('A root')
  expect(CERTIFICATES_201.CertificateSigned?.({ certificateChain: certificate }, machine)).toEqual({
    status: 'Rejected',
  })
  expect(machine.memory.kept.certificate).toBeUndefined()
})

test.each(['1.6', '2.0.1'])('%s: asked for it, it makes a key and a request that is granted', async (version) => {
  const { machine, said } = aMachine()
  const answer =
    version === '1.6'
      ? CERTIFICATES_16.ExtendedTriggerMessage?.({ requestedMessage: 'SignChargePointCertificate' }, machine)
      : triggeredCertificate(machine, 'SignChargingStationCertificate')
  expect(answer).toEqual({ status: 'Accepted' })
  await vi.waitFor(() => expect(said).toMatchObject([{ action: 'SignCertificate' }]))
  const csr = readCsr(String(said[0]?.payload.csr))
  expect(decideCsr(csr, { identity: 'SIM-1', serialNumber: null })).toBeNull()
})
