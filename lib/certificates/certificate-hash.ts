import { createHash, type X509Certificate } from 'node:crypto'
import * as pki from 'pkijs'
import { shortHex } from './describe-certificate'

export const HASH_ALGORITHMS = ['SHA256', 'SHA384', 'SHA512'] as const
export type HashAlgorithm = (typeof HASH_ALGORITHMS)[number]

/** How OCPP and OCSP name a certificate: hashes of its issuer's name and key, and its serial number; all hexadecimal. */
export interface CertificateHash {
  readonly hashAlgorithm: HashAlgorithm
  readonly issuerNameHash: string
  readonly issuerKeyHash: string
  readonly serialNumber: string
}

/** @param issuer whose key signed it; a root is its own (OCPP 2.0.1 CertificateHashDataType, RFC 6960 4.1.1) */
export function certificateHash(
  certificate: X509Certificate,
  issuer: X509Certificate,
  hashAlgorithm: HashAlgorithm = 'SHA256',
): CertificateHash {
  const parsed = pki.Certificate.fromBER(new Uint8Array(issuer.raw).buffer)
  const hash = (bytes: Uint8Array) => createHash(hashAlgorithm.toLowerCase()).update(bytes).digest('hex')
  return {
    hashAlgorithm,
    issuerNameHash: hash(new Uint8Array(parsed.subject.toSchema().toBER())),
    issuerKeyHash: hash(parsed.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView),
    serialNumber: shortHex(certificate.serialNumber),
  }
}

/** Stations write hashes in either case and serial numbers with or without leading zeros. */
export const isSameHash = (a: CertificateHash, b: CertificateHash): boolean =>
  a.hashAlgorithm === b.hashAlgorithm &&
  a.issuerNameHash.toLowerCase() === b.issuerNameHash.toLowerCase() &&
  a.issuerKeyHash.toLowerCase() === b.issuerKeyHash.toLowerCase() &&
  shortHex(a.serialNumber) === shortHex(b.serialNumber)
