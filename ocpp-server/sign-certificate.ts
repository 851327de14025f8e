import { type CsrSaid, considerCsrs } from '../lib/certificates/mutations/consider-csr'
import { readCsr } from '../lib/certificates/read-csr'
import type { CommandInput } from '../lib/commands/command'
import { plan, type Route } from './route'
import { need } from './schemas/read-payload'

interface SignCertificate {
  readonly csr?: string
  /** 2.x; absent: one certificate for the control room and for cars. */
  readonly certificateType?: string
  /** 2.1. */
  readonly requestId?: number
}

/**
 * A station asks for a certificate. The request is checked at once; the certificate follows as a command of its own, because it may
 * not leave before this answer (A02.FR.03). SPEC S-20, S-21.
 */
export const signCertificate: Route<SignCertificate> = {
  handle({ csr: text, certificateType, requestId }, { station, receivedAt }) {
    const csr = need(text, 'csr')
    const kind = kindOf(station.protocol, certificateType)
    const item: CsrSaid = { stationId: station.id, identity: station.identity, kind, csr: readCsr(csr), receivedAt }
    return plan(
      { writer: considerCsrs, item },
      (fault) => ({ status: fault === null ? 'Accepted' : 'Rejected' }),
      (fault) => {
        if (fault !== null) return
        const command: CommandInput = {
          type: 'send-certificate',
          kind,
          csr,
          ...(requestId !== undefined && { requestId }),
        }
        station.ask(command)
      },
    )
  },
}

function kindOf(protocol: string, certificateType: string | undefined): CsrSaid['kind'] {
  if (protocol === 'ocpp1.6') return 'station'
  if (certificateType === undefined) return 'combined'
  return certificateType.startsWith('V2G') ? 'v2g' : 'station'
}
