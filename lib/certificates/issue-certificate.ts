import { createHash, type KeyObject, randomBytes, webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'
import { pemBlocks, toPem } from './pem'

export interface Subject {
  readonly commonName: string
  readonly organisation?: string
}

/** Who signs: an authority's certificate and its key. */
export interface Issuer {
  readonly certificate: string
  readonly privateKey: KeyObject
}

export interface CertificateOrder {
  /** authority: signs others. server: TLS server. station: TLS client of profile 3. v2g: both ends of ISO 15118. ocsp: answers for its issuer. */
  readonly use: 'authority' | 'server' | 'station' | 'v2g' | 'contract' | 'ocsp'
  readonly subject: Subject
  readonly publicKey: KeyObject
  readonly notBefore: Date
  readonly notAfter: Date
  /** Host names and addresses of a server. */
  readonly hosts?: readonly string[]
  /** Where its status is told. */
  readonly ocspUrl?: string
}

/**
 * Makes an X.509 v3 certificate, signed with SHA-256. @param issuer null: signed with `selfKey` itself (a root)
 * @returns PEM
 */
export async function issueCertificate(
  order: CertificateOrder,
  signer: { readonly issuer: Issuer } | { readonly selfKey: KeyObject },
): Promise<string> {
  const certificate = new pki.Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1.Integer({ valueHex: serialNumber() })
  certificate.notBefore = time(order.notBefore)
  certificate.notAfter = time(order.notAfter)
  certificate.subject = distinguishedName(order.subject)
  certificate.subjectPublicKeyInfo = pki.PublicKeyInfo.fromBER(bytes(spki(order.publicKey)))
  const issuer = 'issuer' in signer ? parse(signer.issuer.certificate) : null
  certificate.issuer = issuer?.subject ?? distinguishedName(order.subject)
  certificate.extensions = extensions(order, issuer ?? certificate, certificate)
  const key = 'issuer' in signer ? signer.issuer.privateKey : signer.selfKey
  await certificate.sign(await webKey(key), 'SHA-256')
  return toPem(certificate.toSchema(true).toBER(), 'CERTIFICATE')
}

function extensions(order: CertificateOrder, issuer: pki.Certificate, own: pki.Certificate): pki.Extension[] {
  const isAuthority = order.use === 'authority'
  const isRsa = order.publicKey.asymmetricKeyType === 'rsa'
  const list = [
    extension(pki.id_BasicConstraints, true, new pki.BasicConstraints({ cA: isAuthority }).toSchema()),
    extension(pki.id_KeyUsage, true, bits(isAuthority ? CERT_AND_CRL_SIGN : isRsa ? SIGN_AND_ENCIPHER : SIGN)),
    extension(pki.id_SubjectKeyIdentifier, false, new asn1.OctetString({ valueHex: keyIdentifier(own) })),
    extension(
      pki.id_AuthorityKeyIdentifier,
      false,
      new pki.AuthorityKeyIdentifier({
        keyIdentifier: new asn1.OctetString({ valueHex: keyIdentifier(issuer) }),
      }).toSchema(),
    ),
  ]
  const purposes = PURPOSES[order.use]
  if (purposes)
    list.push(extension(pki.id_ExtKeyUsage, false, new pki.ExtKeyUsage({ keyPurposes: purposes }).toSchema()))
  if (order.hosts?.length) {
    const names = order.hosts.map(generalName)
    list.push(extension(pki.id_SubjectAltName, false, new pki.GeneralNames({ names }).toSchema()))
  }
  if (order.ocspUrl) {
    const accessDescriptions = [
      new pki.AccessDescription({
        accessMethod: '1.3.6.1.5.5.7.48.1',
        accessLocation: new pki.GeneralName({ type: 6, value: order.ocspUrl }),
      }),
    ]
    list.push(extension(pki.id_AuthorityInfoAccess, false, new pki.InfoAccess({ accessDescriptions }).toSchema()))
  }
  return list
}

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2'
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const PURPOSES: Readonly<Partial<Record<CertificateOrder['use'], string[]>>> = {
  server: [SERVER_AUTH],
  station: [CLIENT_AUTH],
  v2g: [SERVER_AUTH, CLIENT_AUTH],
  ocsp: ['1.3.6.1.5.5.7.3.9'],
}

/** KeyUsage as its first byte: digitalSignature 0x80, keyEncipherment 0x20, keyCertSign 0x04, cRLSign 0x02. */
const [SIGN, SIGN_AND_ENCIPHER, CERT_AND_CRL_SIGN] = [0x80, 0xa0, 0x06]
const UNUSED_BITS: Readonly<Record<number, number>> = { 128: 7, 160: 5, 6: 1 }
const bits = (usage: number) =>
  new asn1.BitString({ valueHex: Uint8Array.of(usage).buffer, unusedBits: UNUSED_BITS[usage] })

const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
  new pki.Extension({ extnID, critical, extnValue: value.toBER() })

function generalName(host: string): pki.GeneralName {
  const kind = isIP(host)
  if (kind === 0) return new pki.GeneralName({ type: 2, value: host })
  return new pki.GeneralName({ type: 7, value: new asn1.OctetString({ valueHex: bytes(addressBytes(host, kind)) }) })
}

function addressBytes(host: string, kind: number): Buffer {
  if (kind === 4) return Buffer.from(host.split('.').map(Number))
  const [head = '', tail] = host.split('::')
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const first = groups(head)
  const last = groups(tail ?? '')
  const zeros = new Array<string>(tail === undefined ? 0 : 8 - first.length - last.length).fill('0')
  const address = Buffer.alloc(16)
  for (const [index, group] of [...first, ...zeros, ...last].entries())
    address.writeUInt16BE(parseInt(group, 16), index * 2)
  return address
}

/** RFC 5280 4.2.1.2: SHA-1 of the public key's bits. It identifies, it does not protect. */
const keyIdentifier = (certificate: pki.Certificate): ArrayBuffer =>
  bytes(createHash('sha1').update(certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView).digest())

/** One attribute per relative name; the package would put all into one. */
export function distinguishedName({ commonName, organisation }: Subject): pki.RelativeDistinguishedNames {
  const part = (type: string, value: string) =>
    new asn1.Set({ value: [new pki.AttributeTypeAndValue({ type, value: new asn1.Utf8String({ value }) }).toSchema()] })
  const parts = [...(organisation ? [part('2.5.4.10', organisation)] : []), part('2.5.4.3', commonName)]
  return pki.RelativeDistinguishedNames.fromBER(new asn1.Sequence({ value: parts }).toBER())
}

/** UTCTime ends in 2049 (RFC 5280 4.1.2.5). */
const time = (value: Date) => new pki.Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value })

/** Positive, 127 random bits (RFC 5280 asks for at most 20 bytes, the CA/Browser Forum for at least 64 bits). */
function serialNumber(): ArrayBuffer {
  const number = randomBytes(16)
  number[0] = (number[0]! & 0x7f) | 0x40
  return bytes(number)
}

const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' })
const parse = (pem: string) => pki.Certificate.fromBER(bytes(pemBlocks(pem, 'CERTIFICATE')[0]!))
/** An ArrayBuffer of exactly these bytes. */
const bytes = (buffer: Uint8Array): ArrayBuffer => new Uint8Array(buffer).buffer as ArrayBuffer

function webKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const algorithm =
    key.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: WEB_CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''] ?? 'P-256' }
  return webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), algorithm, false, ['sign'])
}
const WEB_CURVES: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }
