/** Why a verb refused. Edges translate the code: `app/` to words and HTTP statuses, `ocpp-server/` to OCPP answers. */
export type ErrorCode =
  | 'invalid' // 422: the input breaks a rule; details name the fields
  | 'unauthenticated' // 401
  | 'forbidden' // 403: this role may not
  | 'not-found' // 404: no such thing, or not in the caller's scope
  | 'conflict' // 409: the thing's state does not allow it
  | 'rate-limited' // 429

/** The only error mutations throw on purpose. `message` is English and safe to show; `details` maps field to problem. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

export const notFound = (what: string, id: string | bigint | number) =>
  new DomainError('not-found', `No ${what} ${id}.`)
