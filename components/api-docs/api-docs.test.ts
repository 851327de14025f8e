import { describe, expect, it } from 'vitest'
import { type ApiOperation, type Schema, typeWords } from './api-document'
import { curlExample } from './curl-example'
import { exampleOf } from './example-of'

const schemas: Record<string, Schema> = {
  Kind: { type: 'string', enum: ['soft', 'hard'] },
  Thing: {
    type: 'object',
    required: ['id', 'kind'],
    properties: {
      id: { type: 'string', example: "O'Hara/1" },
      kind: { $ref: '#/components/schemas/Kind' },
      note: { type: 'string' },
      at: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    },
  },
}

describe('exampleOf', () => {
  it('takes examples, follows references and leaves optional fields without an example out', () => {
    expect(exampleOf({ type: 'array', items: { $ref: '#/components/schemas/Thing' } }, schemas)).toEqual([
      { id: "O'Hara/1", kind: 'soft' },
    ])
  })

  it('ends on schemas that contain themselves', () => {
    const self: Record<string, Schema> = {
      Self: { type: 'object', required: ['self'], properties: { self: { $ref: '#/components/schemas/Self' } } },
    }
    expect(JSON.stringify(exampleOf({ $ref: '#/components/schemas/Self' }, self)).length).toBeLessThan(200)
  })
})

describe('typeWords', () => {
  it.each<[Schema, string]>([
    [schemas.Kind as Schema, '"soft" | "hard"'],
    [{ anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] }, 'string (date-time) | null'],
    [{ type: 'array', items: { anyOf: [{ type: 'number' }, { type: 'null' }] } }, '(number | null)[]'],
    [{ $ref: '#/components/schemas/Thing' }, 'Thing'],
  ])('%j in words', (schema, words) => expect(typeWords(schema)).toBe(words))
})

describe('curlExample', () => {
  it('fills the path and quotes the body for a shell', () => {
    const operation: ApiOperation = {
      operationId: 'x',
      summary: '',
      tags: [],
      parameters: [{ name: 'id', in: 'path', schema: { type: 'string', example: 'SE/1' } }],
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
      responses: {},
    }
    const line = curlExample('http://host/api/v1', { method: 'POST', path: '/things/{id}', operation }, schemas)
    expect(line).toContain('-X POST "http://host/api/v1/things/SE%2F1"')
    expect(line).toContain(`-d '{"id":"O'\\''Hara/1","kind":"soft"}'`)
  })

  it('sends a file as it is, with what must be said of it, and keeps the one it gets', () => {
    const bytes = { 'application/octet-stream': { schema: { type: 'string' } } } as const
    const operation: ApiOperation = {
      operationId: 'x',
      summary: '',
      tags: [],
      parameters: [
        { name: 'version', in: 'query', required: true, schema: { type: 'string', example: '4.2 b' } },
        { name: 'note', in: 'query', schema: { type: 'string' } },
      ],
      requestBody: { content: bytes },
      responses: { 200: { description: '', content: bytes } },
    }
    const line = curlExample('http://host/api/v1', { method: 'POST', path: '/files', operation }, schemas)
    expect(line).toContain('curl -OJ -X POST "http://host/api/v1/files?version=4.2%20b"')
    expect(line).toContain('--data-binary @file')
  })
})
