import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { ACTS } from '@/lib/access/acts'
import { API_ROOT } from './dispatch'
import type { Operation } from './operation'
import { operations } from './operations'
import { problemSchema } from './schemas/problem'

export type ApiDocument = ReturnType<typeof createDocument>

const DESCRIPTION = `Drive a charging network: sites, stations, commands, sessions with exact prices, tokens and tariffs.

Send an API key as \`Authorization: Bearer <key>\`. A key reads, operates or administers, and may be held to some sites; what is outside \
them does not exist for it. Lists answer \`{data, next}\`; send \`next\` as \`cursor\` for the next page. Amounts are decimal strings, times \
ISO 8601 UTC, energy Wh. A station is addressed by its own OCPP identity. A command is queued at once (202); follow its stage. \
Unknown fields are ignored; empty query parameters mean none. Refusals are application/problem+json; \
429 says in \`Retry-After\` how long to wait (a key may ask 3000 times in 30 s).`

let document: ApiDocument | undefined

/** The OpenAPI 3.1 description of what the dispatcher serves, from the same table and schemas. */
export function apiDocument(): ApiDocument {
  document ??= describeApi(operations)
  return document
}

export function describeApi(table: readonly Operation[]): ApiDocument {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const operation of table) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: describeOperation(operation) }
  }
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Laddvakt',
        version: '1',
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: API_ROOT }],
      security: [{ apiKey: [] }],
      tags: [...new Set(table.map((operation) => operation.tag))].map((name) => ({ name })),
      paths: paths as ZodOpenApiPathsObject,
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key made under Settings → API keys.' },
        },
        responses: {
          Problem: {
            description: 'Refused; the body says why.',
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        },
      },
    },
    {
      // The reader knows what a date-time is; zod's forty-line pattern for it helps nobody.
      override: ({ jsonSchema }) => {
        if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern
      },
    },
  )
}

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const success =
    operation.response === 'event-stream'
      ? { 'text/event-stream': { schema: { type: 'string' as const } } }
      : operation.response === 'bytes'
        ? { [BYTES]: { schema: { type: 'string' as const, format: 'binary' } } }
        : { 'application/json': { schema: operation.response } }
  const who = ACTS[operation.act]
    .filter((role) => role in KEY_SCOPE_OF)
    .map((role) => KEY_SCOPE_OF[role as keyof typeof KEY_SCOPE_OF])
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: [operation.description, `Key scope: ${who.reverse().join(', ')}.`].filter(Boolean).join('\n\n'),
    tags: [operation.tag],
    requestParams: {
      ...(operation.params && { path: operation.params }),
      ...(operation.query && { query: operation.query }),
    },
    ...(operation.body && {
      requestBody: { required: true, content: { 'application/json': { schema: operation.body } } },
    }),
    ...(operation.takesBytes && {
      requestBody: { required: true, content: { [BYTES]: { schema: { type: 'string' as const, format: 'binary' } } } },
    }),
    responses: {
      [String(operation.status)]: { description: DONE[operation.status], content: success },
      ...Object.fromEntries(
        refusalsOf(operation).map((status) => [status, { $ref: '#/components/responses/Problem' as const }]),
      ),
    } as ZodOpenApiOperationObject['responses'],
  }
}

const BYTES = 'application/octet-stream'

/** Roles that keys act as. */
const KEY_SCOPE_OF = { admin: 'admin', operator: 'operate', viewer: 'read' } as const
const DONE = { 200: 'Done.', 201: 'Made.', 202: 'Queued.' } as const

function refusalsOf({ params, query, body, method }: Operation): string[] {
  const refusals = ['401', '403', '429']
  if (params) refusals.push('404')
  if (query || body) refusals.push('422')
  if (body) refusals.push('400', '413')
  if (method === 'POST') refusals.push('409')
  return refusals.sort()
}
