import { type CertificateHash, HASH_ALGORITHMS } from '../../lib/certificates/certificate-hash'
import { shortHex } from '../../lib/certificates/describe-certificate'

const HASH = /^[0-9a-f]{1,128}$/i
const SERIAL_NUMBER = /^[0-9a-f]{1,40}$/i

/** CertificateHashData as a station wrote it, in one spelling; null: a part is missing or is no such thing. */
export function saidHash(value: unknown): CertificateHash | null {
  const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } = (value ?? {}) as Record<string, unknown>
  const known = HASH_ALGORITHMS.find((one) => one === hashAlgorithm)
  if (!known || !isText(issuerNameHash, HASH) || !isText(issuerKeyHash, HASH)) return null
  if (!isText(serialNumber, SERIAL_NUMBER)) return null
  return {
    hashAlgorithm: known,
    issuerNameHash: issuerNameHash.toLowerCase(),
    issuerKeyHash: issuerKeyHash.toLowerCase(),
    serialNumber: shortHex(serialNumber),
  }
}

const isText = (value: unknown, pattern: RegExp): value is string => typeof value === 'string' && pattern.test(value)
