import type { Writer } from '../../db/coalesce'
import type { SaidToken } from '../../sessions/session-message'
import {
  type Authorisation,
  decideAuthorisation,
  type KnownToken,
  NO_TOKEN_NEEDED,
  wherePaidFirst,
} from '../decide-authorisation'
import { knownToken, tokenForms } from '../token-forms'

/** A token shown to a station (OCPP Authorize). */
export interface ShownToken {
  readonly token: SaidToken
  readonly receivedAt: Date
  /** Payment is asked for first wherever the token may be used there. */
  readonly asksPaymentFirst?: boolean
}

interface Row {
  readonly value: string
  readonly active: boolean
  readonly expires_at: Date | null
  readonly group_name: string | null
  readonly is_paid_for: boolean
}

/** SQL: token `k` is of a payment, or of a customer who may pay by invoice. */
export const IS_PAID_FOR = `(k.is_one_time OR (SELECT c.pays_by_invoice AND c.blocked_at IS NULL FROM customer c WHERE c.id = k.customer_id)) IS TRUE`

const QUERY = {
  name: 'authorise-tokens',
  text: `SELECT value_folded AS value, active, expires_at, group_name, ${IS_PAID_FOR} AS is_paid_for FROM token k
    WHERE value_folded = ANY($1::text[])`,
}

/** How each shown token stands; one statement for all of a batch. Writes nothing: the message log is the trace. */
export const authoriseTokens: Writer<ShownToken, Authorisation> = {
  name: 'authorise-tokens',
  async write(tx, items) {
    const values = [...new Set(items.flatMap(({ token }) => tokenForms(token)))]
    const { rows } = await tx.query<Row>({ ...QUERY, values: [values] })
    const known = new Map<string, KnownToken>(
      rows.map((row) => [
        row.value,
        { active: row.active, expiresAt: row.expires_at, groupName: row.group_name, isPaidFor: row.is_paid_for },
      ]),
    )
    return items.map(({ token, receivedAt, asksPaymentFirst = false }) => {
      const judged =
        token.type === 'none'
          ? { ...NO_TOKEN_NEEDED, isPaidFor: token.isPaidAtTerminal === true }
          : decideAuthorisation(token.isUnvouched ? null : (knownToken(token, known) ?? null), receivedAt)
      return asksPaymentFirst ? wherePaidFirst(judged) : judged
    })
  },
}
