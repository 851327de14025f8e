import type { X509Certificate } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'
import type { CertificateHash } from './certificate-hash'

const OIDS = {
  SHA256: '2.16.840.1.101.3.4.2.1',
  SHA384: '2.16.840.1.101.3.4.2.2',
  SHA512: '2.16.840.1.101.3.4.2.3',
} as const

/** What a responder says of one certificate. */
export interface OcspStatus {
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly thisUpdate: Date
  /** When it will know better; null: it has newer knowledge all the time. */
  readonly nextUpdate: Date | null
}

/** An OCSP request about one certificate (RFC 6960 4.1), DER. */
export function ocspRequest(hash: CertificateHash): Uint8Array {
  const request = new pki.OCSPRequest({
    tbsRequest: new pki.TBSRequest({ requestList: [new pki.Request({ reqCert: certId(hash) })] }),
  })
  return new Uint8Array(request.toSchema(true).toBER())
}

/** @returns null: no successful response, or nothing in it about this certificate. Who signed it is another question. */
export function readOcspResponse(der: Uint8Array, hash: CertificateHash): OcspStatus | null {
  const basic = basicResponse(der)
  const wanted = certId(hash)
  const found = basic?.tbsResponseData.responses.find(({ certID }) => certID.isEqual(wanted))
  if (found === undefined) return null
  const tag = (found.certStatus as asn1.BaseBlock).idBlock.tagNumber
  return {
    status: (['good', 'revoked'] as const)[tag] ?? 'unknown',
    thisUpdate: found.thisUpdate,
    nextUpdate: found.nextUpdate ?? null,
  }
}

/**
 * Whether the response is signed by who may speak for this certificate: its issuer, or a responder the issuer has named (RFC 6960
 * 4.2.2.2), leading to one of the roots.
 */
export async function isOcspSignedFor(
  der: Uint8Array,
  roots: readonly X509Certificate[],
  issuers: readonly X509Certificate[],
): Promise<boolean> {
  const basic = basicResponse(der)
  if (basic === null || roots.length === 0) return false
  const parse = (certificate: X509Certificate) => pki.Certificate.fromBER(new Uint8Array(certificate.raw).buffer)
  const issuerCerts = [...issuers, ...roots].map(parse)
  basic.certs = [...(basic.certs ?? []), ...issuerCerts]
  try {
    return await basic.verify({ trustedCerts: roots.map(parse), issuerCerts })
  } catch {
    return false
  }
}

function basicResponse(der: Uint8Array): pki.BasicOCSPResponse | null {
  try {
    const response = pki.OCSPResponse.fromBER(new Uint8Array(der).buffer)
    const bytes = response.responseBytes?.response.valueBlock.valueHexView
    return bytes === undefined ? null : pki.BasicOCSPResponse.fromBER(new Uint8Array(bytes).buffer)
  } catch {
    return null
  }
}

function certId({ hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }: CertificateHash): pki.CertID {
  return new pki.CertID({
    hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: OIDS[hashAlgorithm], algorithmParams: new asn1.Null() }),
    issuerNameHash: new asn1.OctetString({ valueHex: fromHex(issuerNameHash) }),
    issuerKeyHash: new asn1.OctetString({ valueHex: fromHex(issuerKeyHash) }),
    serialNumber: new asn1.Integer({ valueHex: fromHex(positive(serialNumber)) }),
  })
}

/** Serial numbers are positive: a first bit that is set would make it negative. */
function positive(hex: string): string {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  return Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even
}

const fromHex = (hex: string): ArrayBuffer => new Uint8Array(Buffer.from(hex, 'hex')).buffer
