import type { X509Certificate } from 'node:crypto'
import { type CertificateHash, certificateHash, isSameHash } from '../../lib/certificates/certificate-hash'
import { describeCertificate } from '../../lib/certificates/describe-certificate'
import { isOcspSignedFor } from '../../lib/certificates/ocsp-message'
import { readCertificates } from '../../lib/certificates/pem'
import { verifyChain } from '../../lib/certificates/verify-chain'
import type { Outside } from './outside'
import { saidHash } from './said-hash'

/** OCPP 2.x AuthorizeCertificateStatusEnumType. */
export type ContractVerdict =
  | 'Accepted'
  | 'SignatureError'
  | 'CertificateExpired'
  | 'CertificateRevoked'
  | 'NoCertificateAvailable'
  | 'CertChainError'

export interface ContractSaid {
  readonly emaid: string
  /** The contract certificate and those between it and a root, PEM: the control room is to verify them (C07 central). */
  readonly certificate?: string
  /**
   * The station has verified the chain; we are to ask whether it was revoked (C07 local). They say nothing of the eMAID: that is the
   * station's word. What ties them to our roots is the answer, which only the issuer they name, or who it has named, may sign.
   */
  readonly hashes?: readonly unknown[]
}

interface Asked {
  readonly url: string
  readonly hash: CertificateHash
}

/**
 * Whether a car's contract certificate is good (Plug & Charge, C07): a chain to a root of a mobility operator or of V2G that we
 * trust, made out to this eMAID, and by OCSP not revoked. What cannot be found out is not good. SPEC S-27.
 */
export async function checkContract(said: ContractSaid, outside: Outside, at: Date): Promise<ContractVerdict> {
  const roots = outside.trust.current.roots('mo', 'v2g')
  let path: readonly X509Certificate[] = []
  if (said.certificate !== undefined) {
    const chain = parsed(said.certificate)
    const [contract] = chain
    if (contract === undefined) return 'CertChainError'
    const result = verifyChain(chain, roots, at)
    if (result.verdict !== 'good') return CHAIN_FAULTS[result.verdict]
    if (!isMadeOutTo(describeCertificate(contract).commonName, said.emaid)) return 'CertChainError'
    path = result.path
  }
  const named = saidRequests(said.hashes ?? [])
  const asked = named && (said.certificate === undefined ? named : ofPath(path, named))
  if (asked === null) return 'CertChainError'
  const verdicts = await Promise.all(asked.map((one) => statusOf(one, outside, roots, path)))
  return (
    verdicts.find((verdict) => verdict !== 'Accepted') ??
    (said.certificate || asked.length > 0 ? 'Accepted' : 'NoCertificateAvailable')
  )
}

const CHAIN_FAULTS = {
  expired: 'CertificateExpired',
  signature: 'SignatureError',
  untrusted: 'CertChainError',
} as const

async function statusOf(
  { url, hash }: Asked,
  { ocsp }: Outside,
  roots: readonly X509Certificate[],
  path: readonly X509Certificate[],
): Promise<ContractVerdict> {
  const answer = await ocsp.ask(url, hash)
  if (answer === null || answer.status === 'unknown') return 'NoCertificateAvailable'
  if (!(await isOcspSignedFor(answer.der, roots, path))) return 'SignatureError'
  return answer.status === 'revoked' ? 'CertificateRevoked' : 'Accepted'
}

function parsed(pem: string): X509Certificate[] {
  try {
    return readCertificates(pem)
  } catch {
    return []
  }
}

/** So many the standard lets a station name. */
const MOST_HASHES = 4

/** null: one of them cannot be read, or there are more than can be meant: each makes us call somebody. */
function saidRequests(said: readonly unknown[]): Asked[] | null {
  if (said.length > MOST_HASHES) return null
  const asked = said.map((one) => ({ url: (one as { responderURL?: unknown }).responderURL, hash: saidHash(one) }))
  return asked.every((one): one is Asked => typeof one.url === 'string' && one.hash !== null) ? asked : null
}

/**
 * Who is asked about a chain that was presented: for each certificate the responder the station names, else the one it names itself;
 * roots are not revoked by OCSP. null: the station names a certificate that is none of the chain's, and would have us ask about another
 * than the one it lets charge.
 */
function ofPath(path: readonly X509Certificate[], named: readonly Asked[]): Asked[] | null {
  const isOf = (certificate: X509Certificate, index: number, { hash }: Asked) =>
    isSameHash(certificateHash(certificate, path[index + 1] ?? certificate, hash.hashAlgorithm), hash)
  if (!named.every((one) => path.some((certificate, index) => isOf(certificate, index, one)))) return null
  return path.slice(0, -1).flatMap((certificate, index) => {
    const said = named.filter((one) => isOf(certificate, index, one))
    return said.length > 0 ? said : ownRequest(certificate, path[index + 1]!)
  })
}

function ownRequest(certificate: X509Certificate, issuer: X509Certificate): Asked[] {
  const url = /^OCSP - URI:(.+)$/m.exec(certificate.infoAccess ?? '')?.[1]
  return url === undefined ? [] : [{ url, hash: certificateHash(certificate, issuer) }]
}

/** eMAIDs are written with or without hyphens and check digit (ISO 15118-2 annex H). */
function isMadeOutTo(commonName: string, emaid: string): boolean {
  const plain = (text: string) => text.replaceAll(/[-\s]/g, '').toUpperCase().slice(0, 14)
  return plain(commonName) === plain(emaid) && plain(emaid) !== ''
}
