import type { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import type { Act } from '@/lib/access/acts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/**
 * One row of the API's table: what the dispatcher serves and what the OpenAPI document says, from the same schemas. `act` is
 * checked before the body is read; the door checks it again.
 */
export interface Operation {
  readonly id: string
  readonly method: Method
  /** Under /api/v1, with `{name}` for a segment. */
  readonly path: string
  readonly tag: Tag
  readonly summary: string
  readonly description?: string
  readonly act: Act
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is a file's bytes, as they are; the handler reads them from the request while they come. */
  readonly takesBytes?: true
  readonly status: 200 | 201 | 202
  /** 'event-stream', 'bytes': the handler answers a Response of its own. */
  readonly response: z.ZodType | 'event-stream' | 'bytes'
  handler(actor: Actor, input: Input, request: Request): Promise<unknown>
  /** Where what was made can be read, for the Location header. */
  location?(answer: unknown): string
}

export type Tag =
  | 'Sites'
  | 'Stations'
  | 'Commands'
  | 'Faults'
  | 'Performance'
  | 'Revenue'
  | 'Sessions'
  | 'Tokens'
  | 'Customers'
  | 'Invoices'
  | 'Tariffs'
  | 'Live'
  | 'Offline'
  | 'Certificates'
  | 'Firmware'
  | 'Jobs'
  | 'Notifications'

export interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Answer<Schema> = Schema extends z.ZodType ? z.input<Schema> : Response

interface TypedOperation<Params, Query, Body, Reply>
  extends Omit<Operation, 'params' | 'query' | 'body' | 'response' | 'handler' | 'location'> {
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly response: Reply
  handler(
    actor: Actor,
    input: { readonly params: Parsed<Params>; readonly query: Parsed<Query>; readonly body: Parsed<Body> },
    request: Request,
  ): Promise<Answer<Reply>>
  location?(answer: Answer<Reply>): string
}

/** Declares an operation: its handler's input and answer get their types from the schemas beside it. */
export function operation<
  Reply extends z.ZodType | 'event-stream' | 'bytes',
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(row: TypedOperation<Params, Query, Body, Reply>): Operation {
  return row as unknown as Operation
}
