import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type * as asn1 from 'asn1js'
import * as pki from 'pkijs'
import { LONGEST_CSR } from './certificate-input'
import { pemBlocks } from './pem'

/** A certificate signing request (PKCS#10), read and its signature checked. */
export interface Csr {
  readonly commonName: string
  readonly organisation: string
  readonly publicKey: KeyObject
  /** It is signed with the key it asks a certificate for. */
  readonly isSignatureGood: boolean
}

const HASHES: Readonly<Record<string, string>> = {
  '1.2.840.10045.4.3.2': 'sha256', // ecdsa-with-SHA256
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256', // sha256WithRSAEncryption
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
}

/** null: it is no PKCS#10. Takes PEM, and the bare base64 some stations send. Synchronous, for the answer is given at once. */
export function readCsr(text: string): Csr | null {
  if (text.length > LONGEST_CSR) return null
  try {
    const der = derOf(text)
    const request = pki.CertificationRequest.fromBER(der)
    const publicKey = createPublicKey({
      key: Buffer.from(request.subjectPublicKeyInfo.toSchema().toBER()),
      format: 'der',
      type: 'spki',
    })
    return {
      commonName: attribute(request, '2.5.4.3'),
      organisation: attribute(request, '2.5.4.10'),
      publicKey,
      isSignatureGood: isSigned(request, publicKey),
    }
  } catch {
    return null
  }
}

function derOf(text: string): ArrayBuffer {
  const [der] = [...pemBlocks(text, 'CERTIFICATE REQUEST'), ...pemBlocks(text, 'NEW CERTIFICATE REQUEST')]
  return new Uint8Array(der ?? Buffer.from(text, 'base64')).buffer as ArrayBuffer
}

function isSigned(request: pki.CertificationRequest, key: KeyObject): boolean {
  const hash = HASHES[request.signatureAlgorithm.algorithmId]
  if (hash === undefined) return false // SHA-1 and what we do not know
  return verify(hash, request.tbsView, key, request.signatureValue.valueBlock.valueHexView)
}

function attribute(request: pki.CertificationRequest, type: string): string {
  const found = request.subject.typesAndValues.find((one) => one.type === type)?.value
  const value = (found as asn1.Utf8String | undefined)?.valueBlock.value
  return typeof value === 'string' ? value : ''
}
