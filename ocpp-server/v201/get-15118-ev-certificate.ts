import type { OCPP20 } from 'typed-ocpp'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'
import type { ContractAnswer } from '../security/contract-pool'
import { OcppError } from '../wire/ocpp-error'

/** 2.1 tells how many contracts a car can take, and which it would rather have. */
type Request = Said<OCPP20.Get15118EVCertificateRequest> & {
  readonly maximumContractCertificateChains?: number
  readonly prioritizedEMAIDs?: readonly string[]
}

/** 2.0.1's limit of exiResponse; 2.1 has 17 000. */
const LONGEST_RESPONSE = { 'ocpp2.0.1': 5_600, 'ocpp2.1': 17_000, 'ocpp1.6': 0 } as const

/** A car wants its contract certificate, for the first time or renewed (M01, M02): passed on to the pool and back unopened. SPEC S-28. */
export const get15118EvCertificate: Route<Request> = {
  handle(payload, { station }) {
    const action = need(payload.action, 'action')
    if (action !== 'Install' && action !== 'Update')
      throw new OcppError('PropertyConstraintViolation', 'unknown action')
    const { maximumContractCertificateChains, prioritizedEMAIDs } = payload
    const request = {
      action,
      iso15118SchemaVersion: need(payload.iso15118SchemaVersion, 'iso15118SchemaVersion'),
      exiRequest: need(payload.exiRequest, 'exiRequest'),
      ...(maximumContractCertificateChains !== undefined && { maximumContractCertificateChains }),
      ...(prioritizedEMAIDs && { prioritizedEMAIDs }),
    } as const
    let got: ContractAnswer = { status: 'Failed', exiResponse: '' }
    return {
      writes: [],
      async prepare() {
        got = await station.outside.contracts.ask(request, station)
      },
      answer() {
        const { status, exiResponse, remainingContracts, why } = got
        if (exiResponse.length > LONGEST_RESPONSE[station.protocol]) return failed('the answer is too long')
        if (status === 'Failed') return failed(why)
        const rest = station.protocol === 'ocpp2.1' && remainingContracts !== undefined ? { remainingContracts } : {}
        return { status, exiResponse, ...rest }
      },
    }
  },
}

const failed = (why = '') => ({
  status: 'Failed',
  exiResponse: '',
  statusInfo: { reasonCode: 'NoContract', additionalInfo: why.slice(0, 512) },
})
