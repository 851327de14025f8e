import type { Write } from '../lib/db/coalesce'
import type { SessionOutcome } from '../lib/sessions/session-outcome'
import {
  recordSignedReadings,
  type SignedReadingSaid,
} from '../lib/signed-meter-values/mutations/record-signed-readings'
import type { Inbound, Plan } from './route'

/** A signed meter value, out of its OCPP version. */
export type SignedValue = Pick<SignedReadingSaid, 'at' | 'context' | 'data' | 'encoding' | 'method' | 'publicKey'>

/**
 * SPEC M-10. A plan whose first write is the session's, with the signed values its message carries: they are kept beside the session
 * in the same transaction. Without any the plan stays as it is.
 */
export function withSignedValues(
  plan: Plan,
  { station, receivedAt }: Inbound,
  evse: number | null,
  values: readonly SignedValue[],
): Plan {
  if (values.length === 0) return plan
  return {
    ...plan,
    afterwards: (results) => [
      ...(plan.afterwards?.(results) ?? []),
      ...values.map((value) => {
        const { sessionId } = results[0] as SessionOutcome
        const item: SignedReadingSaid = { ...value, stationId: station.id, sessionId, evse, receivedAt }
        return { writer: recordSignedReadings, item } as Write
      }),
    ],
  }
}
