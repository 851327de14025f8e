import type { X509Certificate } from 'node:crypto'
import { describeCertificate, isValidAt } from './describe-certificate'

export type ChainVerdict =
  | { readonly verdict: 'good'; readonly path: readonly X509Certificate[] }
  /** expired: one of the path's is out of its time. signature: names fit, the signature does not. untrusted: no way to a root of ours. */
  | { readonly verdict: 'expired' | 'signature' | 'untrusted' }

const LONGEST_PATH = 6

/**
 * Whether a certificate leads to one of our roots at this time, through the intermediates that came with it (RFC 5280 6.1, without
 * policies): names, signatures, authority flags and lifetimes. Revocation is another question.
 * @param chain the certificate in question first
 */
export function verifyChain(
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): ChainVerdict {
  const path: X509Certificate[] = []
  let [current, ...intermediates] = chain
  let sawBadSignature = false
  while (current !== undefined && path.length < LONGEST_PATH) {
    path.push(current)
    const one: X509Certificate = current
    const root = roots.find((candidate) => candidate.raw.equals(one.raw))
    const issuer =
      root ??
      [...roots, ...intermediates].find((candidate) => {
        if (candidate === one || !candidate.ca || !one.checkIssued(candidate)) return false
        const isSigned = one.verify(candidate.publicKey)
        sawBadSignature ||= !isSigned
        return isSigned
      })
    if (issuer === undefined) return { verdict: sawBadSignature ? 'signature' : 'untrusted' }
    if (roots.includes(issuer)) return timely(issuer === one || root ? path : [...path, issuer], at)
    intermediates = intermediates.filter((other) => other !== issuer)
    current = issuer
  }
  return { verdict: 'untrusted' }
}

function timely(path: readonly X509Certificate[], at: Date): ChainVerdict {
  return path.every((one) => isValidAt(describeCertificate(one), at))
    ? { verdict: 'good', path }
    : { verdict: 'expired' }
}
