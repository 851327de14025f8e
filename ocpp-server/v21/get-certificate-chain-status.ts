import type { CertificateHash } from '../../lib/certificates/certificate-hash'
import type { Route } from '../route'
import { need } from '../schemas/read-payload'
import type { OcspAnswer } from '../security/ocsp-client'
import { saidHash } from '../security/said-hash'
import { OcppError } from '../wire/ocpp-error'

interface StatusRequest {
  readonly certificateHashData?: unknown
  readonly source?: string
  readonly urls?: readonly string[]
}

interface Asked {
  readonly hash: CertificateHash
  /** As the station wrote it, for it to recognise. */
  readonly certificateHashData: object
  readonly source: 'CRL' | 'OCSP'
  readonly urls: readonly string[]
}

const STATUS = { good: 'Good', revoked: 'Revoked', unknown: 'Unknown' } as const
/** The longest chain the standard lets a station ask for. */
const LONGEST_CHAIN = 4
/** Responders tried for one certificate: the station's next message waits meanwhile. */
const MOST_RESPONDERS = 4

/**
 * 2.1: the statuses of a whole chain in few words (M08). Each is asked of the responders named, in their order. Revocation lists are
 * not read here: Failed says so. SPEC S-25.
 */
export const getCertificateChainStatus: Route<{ readonly certificateStatusRequests?: readonly StatusRequest[] }> = {
  handle({ certificateStatusRequests }, { station, receivedAt }) {
    const said = need(certificateStatusRequests, 'certificateStatusRequests').slice(0, LONGEST_CHAIN)
    if (said.length === 0) throw missing('certificateStatusRequests')
    const asked = said.map(toAsked)
    let found: readonly (OcspAnswer | null)[] = []
    return {
      writes: [],
      async prepare() {
        found = await Promise.all(asked.map(ask))
      },
      answer: () => ({
        certificateStatus: asked.map(({ certificateHashData, source }, index) => {
          const answer = found[index] ?? null
          return {
            certificateHashData,
            source,
            status: answer === null ? 'Failed' : STATUS[answer.status],
            // Until when it holds; what we know nothing of may be asked again at once.
            nextUpdate: (answer?.nextUpdate ?? receivedAt).toISOString(),
          }
        }),
      }),
    }

    async function ask({ hash, source, urls }: Asked): Promise<OcspAnswer | null> {
      if (source !== 'OCSP') return null
      for (const url of urls) {
        const answer = await station.outside.ocsp.ask(url, hash)
        if (answer !== null) return answer
      }
      return null
    }
  },
}

function toAsked({ certificateHashData, source, urls = [] }: StatusRequest): Asked {
  const hash = saidHash(certificateHashData)
  if (hash === null) throw missing('certificateHashData')
  const { hashAlgorithm } = hash
  const { issuerNameHash, issuerKeyHash, serialNumber } = certificateHashData as CertificateHash
  return {
    hash,
    certificateHashData: { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber },
    source: source === 'CRL' ? 'CRL' : 'OCSP',
    urls: urls.slice(0, MOST_RESPONDERS),
  }
}

const missing = (field: string) => new OcppError('OccurrenceConstraintViolation', `${field} is missing`, { field })
