import { createHash, X509Certificate } from 'node:crypto'
import * as pki from 'pkijs'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kernel/time'
import { certificateHash } from './certificate-hash'
import { decideCsr } from './decide-csr'
import { describeCertificate } from './describe-certificate'
import { newKeyPair } from './key-pair'
import { pemBlocks, readCertificate } from './pem'
import { readCsr } from './read-csr'
import { sealKey, unsealKey } from './sealed-key'
import { aCsr } from './testing/a-csr'
import { anAuthority } from './testing/an-authority'
import { verifyChain } from './verify-chain'

const now = new Date()
const read = (pem: string) => new X509Certificate(pem)

describe('certificates we issue', () => {
  it.each(['ecdsa', 'rsa'] as const)('%s: signed by their authority, named, for their use', async (kind) => {
    const root = await anAuthority('Root', undefined, kind)
    const hosts = ['ocpp.example.com', '192.0.2.7', '2001:db8::1']
    const order = {
      use: 'server',
      subject: { commonName: 'ocpp.example.com', organisation: 'Bolaget' },
      hosts,
    } as const
    const leaf = read((await root.issue({ ...order, keyKind: kind })).certificate)
    const authority = read(root.certificate)
    expect(leaf.verify(authority.publicKey)).toBe(true)
    expect(leaf.checkIssued(authority)).toBe(true)
    expect(authority.ca).toBe(true)
    expect(leaf.ca).toBe(false)
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    for (const host of ['ocpp.example.com']) expect(leaf.checkHost(host)).toBe(host)
    for (const address of ['192.0.2.7', '2001:db8::1']) expect(leaf.checkIP(address)).toBe(address)
    expect(describeCertificate(leaf)).toMatchObject({
      commonName: 'ocpp.example.com',
      organisation: 'Bolaget',
      subject: 'O=Bolaget, CN=ocpp.example.com',
      issuer: 'CN=Root',
      isAuthority: false,
    })
    expect(describeCertificate(leaf).serialNumber).toMatch(/^[4-7][0-9a-f]{31}$/)
  })
  it('two never share a serial number', async () => {
    const root = await anAuthority('Root')
    const [a, b] = [await root.issue({}), await root.issue({})]
    expect(read(a.certificate).serialNumber).not.toBe(read(b.certificate).serialNumber)
  })
})

describe('requests', () => {
  const station = { identity: 'CP-1', serialNumber: 'SN-77' }
  it('are read with what they ask for', async () => {
    const { csr, keys } = await aCsr({ commonName: 'CP-1', organisation: 'Bolaget' })
    const read = readCsr(csr)
    expect(read).toMatchObject({ commonName: 'CP-1', organisation: 'Bolaget', isSignatureGood: true })
    expect(read?.publicKey.equals(keys.publicKey)).toBe(true)
  })
  it('also as bare base64, and as PEM that lost its lines', async () => {
    const { csr } = await aCsr({ commonName: 'CP-1' })
    const [der] = pemBlocks(csr, 'CERTIFICATE REQUEST')
    expect(readCsr(der!.toString('base64'))?.commonName).toBe('CP-1')
    expect(readCsr(csr.replaceAll('\n', ' '))?.commonName).toBe('CP-1')
  })
  it('are granted for the identity and the serial number, without case', async () => {
    for (const commonName of ['CP-1', 'cp-1', 'SN-77']) {
      expect(decideCsr(readCsr((await aCsr({ commonName })).csr), station)).toBeNull()
    }
  })
  it('are refused for another name, a weak key, another key’s signature, and nonsense', async () => {
    expect(decideCsr(readCsr((await aCsr({ commonName: 'CP-2' })).csr), station)).toBe('wrong-subject')
    expect(decideCsr(readCsr((await aCsr({ commonName: '' })).csr), station)).toBe('wrong-subject')
    const weak = await aCsr({ commonName: 'CP-1' }, { keys: await newKeyPair('rsa', 1024) })
    expect(decideCsr(readCsr(weak.csr), station)).toBe('weak-key')
    const other = await newKeyPair('ecdsa')
    const forged = await aCsr({ commonName: 'CP-1' }, { signWith: other.privateKey })
    expect(decideCsr(readCsr(forged.csr), station)).toBe('bad-signature')
    for (const text of [
      '',
      'nonsense',
      '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
    ]) {
      expect(decideCsr(readCsr(text), station)).toBe('unreadable')
    }
  })
})

describe('chains', () => {
  it('lead to a root through what came with them', async () => {
    const root = await anAuthority('Root')
    const sub = await anAuthority('Sub', root)
    const leaf = await sub.issue({ use: 'contract', subject: { commonName: 'SELAD123' } })
    const chain = [leaf.certificate, sub.certificate].map(read)
    expect(verifyChain(chain, [read(root.certificate)], now)).toMatchObject({ verdict: 'good' })
    expect(verifyChain(chain.slice(0, 1), [read(root.certificate)], now)).toEqual({ verdict: 'untrusted' })
    expect(verifyChain([...chain, read(root.certificate)], [read(root.certificate)], now).verdict).toBe('good')
    expect(verifyChain([], [read(root.certificate)], now).verdict).toBe('untrusted')
  })
  it('do not through one that is no authority, nor to another root of the same name', async () => {
    const root = await anAuthority('Root')
    const impostor = await anAuthority('Root')
    const leaf = await root.issue({})
    const below = await anAuthority('x')
    expect(verifyChain([read(leaf.certificate)], [read(impostor.certificate)], now)).toEqual({ verdict: 'untrusted' })
    expect(verifyChain([read(below.certificate)], [read(root.certificate)], now).verdict).toBe('untrusted')
  })
  it('are over when one of them is', async () => {
    const root = await anAuthority('Root')
    const over = await root.issue({
      notBefore: new Date(Date.now() - 9 * DAY_MS),
      notAfter: new Date(Date.now() - DAY_MS),
    })
    expect(verifyChain([read(over.certificate)], [read(root.certificate)], now)).toEqual({ verdict: 'expired' })
  })
})

it('a certificate is named by its issuer’s hashes, as the package that speaks OCSP does', async () => {
  const root = await anAuthority('Root')
  const leaf = read((await root.issue({})).certificate)
  const parse = (one: X509Certificate) => pki.Certificate.fromBER(new Uint8Array(one.raw).buffer)
  const issuer = read(root.certificate)
  const theirs = await pki.CertID.create(parse(leaf), { hashAlgorithm: 'SHA-256', issuerCertificate: parse(issuer) })
  const hash = certificateHash(leaf, issuer)
  expect(hash.issuerNameHash).toBe(Buffer.from(theirs.issuerNameHash.valueBlock.valueHexView).toString('hex'))
  expect(hash.issuerKeyHash).toBe(Buffer.from(theirs.issuerKeyHash.valueBlock.valueHexView).toString('hex'))
  expect(hash.issuerKeyHash).not.toBe(createHash('sha256').update(issuer.raw).digest('hex'))
})

it('a key is sealed: it comes back with the same secret only, and unchanged only', async () => {
  const { privateKey } = await newKeyPair('ecdsa')
  const sealed = sealKey(privateKey, 'secret one')
  expect(unsealKey(sealed, 'secret one').equals(privateKey)).toBe(true)
  expect(() => unsealKey(sealed, 'secret two')).toThrow()
  expect(() => unsealKey(`${sealed.slice(0, -2)}AA`, 'secret one')).toThrow()
  expect(sealed).not.toContain(privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url').slice(0, 40))
})

it('one certificate in PEM is one, nothing else is', async () => {
  const { certificate } = await anAuthority('Root')
  expect(readCertificate(certificate).subject).toBe('CN=Root')
  for (const text of ['', 'x', certificate + certificate, certificate.replace('MII', 'AAA')]) {
    expect(() => readCertificate(text)).toThrow()
  }
})
