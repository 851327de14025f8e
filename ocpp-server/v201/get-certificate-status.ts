import type { OCPP20 } from 'typed-ocpp'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import type { OcspAnswer } from '../security/ocsp-client'
import { saidHash } from '../security/said-hash'

/** Longest ocspResult. */
const LONGEST_RESULT = { 'ocpp1.6': 0, 'ocpp2.0.1': 5_500, 'ocpp2.1': 18_000 } as const

/**
 * A station asks for the OCSP response of a certificate it will show to cars (M06). It gets the responder's own bytes, or hears
 * honestly that there are none. SPEC S-23.
 */
export const getCertificateStatus: Route<Said<OCPP20.GetCertificateStatusRequest>> = {
  handle({ ocspRequestData }, { station }) {
    const hash = saidHash(ocspRequestData)
    const url = ocspRequestData?.responderURL
    let found: OcspAnswer | null = null
    return {
      writes: [],
      async prepare() {
        if (hash !== null && url) found = await station.outside.ocsp.ask(url, hash)
      },
      answer() {
        const ocspResult = found?.der.toString('base64')
        if (ocspResult !== undefined && ocspResult.length <= LONGEST_RESULT[station.protocol])
          return { status: 'Accepted', ocspResult }
        const why = hash === null || !url ? 'the request names no certificate' : 'the responder gave no answer'
        return { status: 'Failed', statusInfo: { reasonCode: 'NoResponse', additionalInfo: why } }
      },
    }
  },
}
