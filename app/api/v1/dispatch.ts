import { z } from 'zod'
import { problem, problemOf } from '@/app/problem'
import { readJson } from '@/app/read-body'
import type { Actor } from '@/lib/access/actor'
import { requireAct } from '@/lib/access/acts'
import { DomainError } from '@/lib/kernel/errors'
import { unstorableText } from '@/lib/kernel/unstorable'
import { actorOfRequest } from './actor-of-request'
import { matchOperation } from './match-operation'
import type { Input, Operation } from './operation'

export const API_ROOT = '/api/v1'

export interface Dispatcher {
  readonly operations: readonly Operation[]
  actorOfKey(key: string): Promise<Actor | null>
  /** Takes one request from the caller's allowance: a key's, or an address's without one. @returns seconds to wait, or null when it may go on */
  overLimit(caller: string): number | null
  /** Holds every answer to its schema; for tests and development. */
  readonly checksAnswers: boolean
}

/** Every request to the API comes through here: who asks, may they, what do they ask, and the answer or the problem. */
export async function dispatch(request: Request, api: Dispatcher): Promise<Response> {
  try {
    return await answer(request, api)
  } catch (error) {
    return problemOf(error)
  }
}

async function answer(request: Request, api: Dispatcher): Promise<Response> {
  const url = new URL(request.url)
  const actor = await actorOfRequest(request, api.actorOfKey)
  const waitSeconds = api.overLimit(actor?.ref ?? `address:${request.headers.get('x-forwarded-for')}`)
  if (waitSeconds !== null) {
    const headers = { 'retry-after': String(Math.max(1, Math.ceil(waitSeconds))) }
    return problem(
      'rate-limited',
      actor ? 'Too many requests with this key.' : 'Too many requests without a valid key.',
      { headers },
    )
  }
  if (!actor) {
    return problem('unauthenticated', 'Send a valid API key as "Authorization: Bearer <key>".', {
      headers: { 'www-authenticate': 'Bearer realm="laddvakt"' },
    })
  }
  const match = matchOperation(api.operations, request.method, url.pathname.slice(API_ROOT.length))
  if (match.found === 'nothing') return problem('not-found', 'There is nothing at this address.')
  if (match.found === 'other-verbs') {
    const allow = match.allow.join(', ')
    return problem('method-not-allowed', `This address answers to ${allow}.`, { headers: { allow } })
  }
  const { operation } = match
  requireAct(actor, operation.act)
  const body = operation.body ? await readJson(request) : undefined
  if (body?.read === 'too-large') return problem('too-large', 'The body is larger than 1 MiB.')
  if (body?.read === 'not-json') return problem('bad-request', 'The body is not JSON.')
  const input: Input = {
    params: operation.params && parseParams(operation.params, match.params),
    query: operation.query && parse(operation.query, queryOf(url)),
    body: operation.body && parse(operation.body, body?.value),
  }
  const result = await operation.handler(actor, input, request)
  return result instanceof Response ? result : reply(operation, result, api.checksAnswers)
}

/** An empty parameter (`?from=&to=`) means the same as none. */
function queryOf(url: URL): Record<string, string> {
  return Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''))
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const unstorable = unstorableText(value)
  if (unstorable !== null) {
    const field = unstorable || 'body'
    throw new DomainError('invalid', `Not valid: ${field}.`, { [field]: 'has characters that cannot be stored' })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const errors = fieldsOf(parsed.error)
  throw new DomainError('invalid', `Not valid: ${Object.keys(errors).join(', ')}.`, errors)
}

/** An id that cannot be one names nothing. */
function parseParams(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success && unstorableText(value) === null) return parsed.data
  throw new DomainError('not-found', 'There is nothing at this address.')
}

/** Which field has which problem; the first one when there are several. */
export function fieldsOf(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) {
    errors[issue.path.map(String).join('.') || 'body'] ??= issue.message
  }
  return errors
}

function reply(operation: Operation, result: unknown, checked: boolean): Response {
  if (checked && typeof operation.response !== 'string') {
    const shape = operation.response.safeParse(result)
    if (!shape.success)
      throw new Error(`The answer of ${operation.id} breaks its schema: ${z.prettifyError(shape.error)}`)
  }
  const headers: Record<string, string> = { 'cache-control': 'no-store' }
  if (operation.location) headers.location = `${API_ROOT}${operation.location(result)}`
  return Response.json(result, { status: operation.status, headers })
}
