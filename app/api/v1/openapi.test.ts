import { describe, expect, it } from 'vitest'
import { type ApiDocument, operationsByTag, type Schema } from '@/components/api-docs/api-document'
import { exampleOf } from '@/components/api-docs/example-of'
import { apiDocument } from './openapi'
import { GET } from './openapi.json/route'
import { operations } from './operations'

const document = apiDocument() as unknown as ApiDocument & {
  openapi: string
  security: unknown
  components: { schemas: Record<string, Schema> }
}
const text = JSON.stringify(document)

describe('the OpenAPI document', () => {
  it('is served to anybody, as 3.1', async () => {
    const answer = GET()
    expect(answer.headers.get('content-type')).toContain('application/json')
    const served = await answer.json()
    expect(served.openapi).toMatch(/^3\.1\.\d+$/)
    expect(served.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    expect(served.security).toEqual([{ apiKey: [] }])
    expect(served.components.securitySchemes.apiKey).toMatchObject({ type: 'http', scheme: 'bearer' })
  })

  it('describes every operation once, with unique ids, and nothing else', () => {
    const described = [...operationsByTag(document).values()].flat().map(({ method, path }) => `${method} ${path}`)
    expect(described.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort())
    expect(new Set(operations.map((operation) => operation.id)).size).toBe(operations.length)
  })

  it('has no reference that leads nowhere', () => {
    const refs = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path as string)
    expect(refs.length).toBeGreaterThan(10)
    for (const ref of refs) {
      const target = ref
        .split('/')
        .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], document)
      expect(target, ref).toBeDefined()
    }
  })

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s: parameters, answers and problems are whole',
    (_id, operation) => {
      const described = document.paths?.[operation.path]?.[operation.method.toLowerCase()]
      const inPath = described?.parameters?.filter((parameter) => parameter.in === 'path') ?? []
      expect(inPath.map((parameter) => parameter.name)).toEqual(
        [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      )
      for (const parameter of inPath) expect(parameter.required).toBe(true)
      for (const parameter of described?.parameters ?? []) expect(parameter.schema).toBeDefined()
      expect(Object.keys(described?.responses ?? {})).toEqual(
        expect.arrayContaining([String(operation.status), '401', '403', '429']),
      )
      expect(described?.summary).not.toBe('')
    },
  )

  it.each(operations.flatMap(({ id, body }) => (body ? [[id, body] as const] : [])))(
    '%s: the example request it shows is one it takes',
    (id, body) => {
      const listed = [...operationsByTag(document).values()]
        .flat()
        .find(({ operation }) => operation.operationId === id)
      const schema = listed?.operation.requestBody?.content['application/json']?.schema
      expect(body.safeParse(exampleOf(schema ?? {}, document.components.schemas))).toMatchObject({ success: true })
    },
  )

  it.each(
    operations.flatMap(({ id, status, response }) =>
      typeof response === 'string' ? [] : [[id, status, response] as const],
    ),
  )('%s: the example answer it shows fits its schema', (id, status, response) => {
    const listed = [...operationsByTag(document).values()].flat().find(({ operation }) => operation.operationId === id)
    const schema = listed?.operation.responses[String(status)]?.content?.['application/json']?.schema
    expect(response.safeParse(exampleOf(schema ?? {}, document.components.schemas)).error).toBeUndefined()
  })
})
