/** What a car wants of its contract certificate, through a station: raw EXI both ways, never opened here. */
export interface ContractRequest {
  readonly action: 'Install' | 'Update'
  readonly iso15118SchemaVersion: string
  /** base64 */
  readonly exiRequest: string
  /** 2.1. */
  readonly maximumContractCertificateChains?: number
  readonly prioritizedEMAIDs?: readonly string[]
}

export interface ContractAnswer {
  readonly status: 'Accepted' | 'Failed'
  /** base64; empty when it failed. */
  readonly exiResponse: string
  /** 2.1: contracts that did not fit into one answer. */
  readonly remainingContracts?: number
  readonly why?: string
}

/** Whoever keeps mobility operators' contract certificates (ISO 15118's secondary actors). */
export interface ContractPool {
  ask(request: ContractRequest, station: { readonly identity: string }): Promise<ContractAnswer>
}

/** Longest EXI answer a station can be given (2.1: 17 000; 2.0.1 is checked again when it leaves). */
const LONGEST_ANSWER = 17_000

/**
 * A pool over HTTP: `POST url` with the request and the station's identity as JSON; 200 with `{"exiResponse": "…"}` (and in 2.1
 * `remainingContracts`) is an answer, everything else a failure. Never throws.
 */
export function httpContractPool(url: string, token: string | undefined, timeoutMs = 20_000): ContractPool {
  return {
    async ask(request, { identity }) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
          body: JSON.stringify({ ...request, stationId: identity }),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        })
        if (!response.ok) return failed(`the pool answered ${response.status}`)
        return read((await response.json()) as Record<string, unknown>)
      } catch {
        return failed('the pool could not be reached')
      }
    },
  }
}

/** There is none: stations hear so, and cars use another way to pay. */
export const noContractPool: ContractPool = { ask: async () => failed('there is no contract certificate pool') }

function read({ exiResponse, remainingContracts }: Record<string, unknown>): ContractAnswer {
  if (typeof exiResponse !== 'string' || exiResponse === '' || exiResponse.length > LONGEST_ANSWER) {
    return failed('the pool’s answer could not be read')
  }
  const rest = Number.isSafeInteger(remainingContracts) ? { remainingContracts: remainingContracts as number } : {}
  return { status: 'Accepted', exiResponse, ...rest }
}

const failed = (why: string): ContractAnswer => ({ status: 'Failed', exiResponse: '', why })
