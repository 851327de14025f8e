import { DomainError, type ErrorCode } from '@/lib/kernel/errors'

/** What every refusal over HTTP looks like (RFC 9457). `errors` maps a field to what is wrong with it; `details` says more. */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  readonly detail: string
  readonly errors?: Words
  readonly details?: Words
}
type Words = Readonly<Record<string, string>>

/** Faults of the request itself join the codes that verbs throw. */
export type ProblemCode = ErrorCode | 'bad-request' | 'method-not-allowed' | 'too-large' | 'unavailable' | 'internal'

const STATUS: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  'bad-request': [400, 'Bad Request'],
  unauthenticated: [401, 'Unauthorized'],
  forbidden: [403, 'Forbidden'],
  'not-found': [404, 'Not Found'],
  'method-not-allowed': [405, 'Method Not Allowed'],
  conflict: [409, 'Conflict'],
  'too-large': [413, 'Content Too Large'],
  invalid: [422, 'Unprocessable Content'],
  'rate-limited': [429, 'Too Many Requests'],
  internal: [500, 'Internal Server Error'],
  unavailable: [503, 'Service Unavailable'],
}

export const statusOf = (code: ProblemCode): number => STATUS[code][0]

export function problem(
  code: ProblemCode,
  detail: string,
  { errors, details, headers }: { errors?: Words; details?: Words; headers?: Words } = {},
): Response {
  const [status, title] = STATUS[code]
  const body: Problem = {
    type: 'about:blank',
    title,
    status,
    code,
    detail,
    errors: unlessEmpty(errors),
    details: unlessEmpty(details),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  })
}

/** The one place where what a verb threw becomes an HTTP answer. Anything unexpected is logged and says nothing of itself. */
export function problemOf(error: unknown): Response {
  if (error instanceof DomainError) {
    return problem(error.code, error.message, { [error.code === 'invalid' ? 'errors' : 'details']: error.details })
  }
  console.error('A request failed unexpectedly.', error)
  return problem('internal', 'Something went wrong on our side. It has been logged.')
}

const unlessEmpty = (words: Words = {}): Words | undefined => (Object.keys(words).length > 0 ? words : undefined)
