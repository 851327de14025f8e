import type { Writer } from '../../db/coalesce'
import type { SaidToken } from '../../sessions/session-message'
import { type Authorisation, decideAuthorisation, type KnownToken, NO_TOKEN_NEEDED } from '../decide-authorisation'
import { knownToken, tokenForms } from '../token-forms'

/** A token shown to a station (OCPP Authorize). */
export interface ShownToken {
  readonly token: SaidToken
  readonly receivedAt: Date
}

interface Row {
  readonly value: string
  readonly active: boolean
  readonly expires_at: Date | null
  readonly group_name: string | null
}

const QUERY = {
  name: 'authorise-tokens',
  text: 'SELECT value_folded AS value, active, expires_at, group_name FROM token WHERE value_folded = ANY($1::text[])',
}

/** How each shown token stands; one statement for all of a batch. Writes nothing: the message log is the trace. */
export const authoriseTokens: Writer<ShownToken, Authorisation> = {
  name: 'authorise-tokens',
  async write(tx, items) {
    const values = [...new Set(items.flatMap(({ token }) => tokenForms(token)))]
    const { rows } = await tx.query<Row>({ ...QUERY, values: [values] })
    const known = new Map<string, KnownToken>(
      rows.map((row) => [row.value, { active: row.active, expiresAt: row.expires_at, groupName: row.group_name }]),
    )
    return items.map(({ token, receivedAt }) =>
      token.type === 'none'
        ? NO_TOKEN_NEEDED
        : decideAuthorisation(token.isUnvouched ? null : (knownToken(token, known) ?? null), receivedAt),
    )
  },
}
