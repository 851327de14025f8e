/** The part of an OpenAPI 3.1 document that the reference shows. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly servers?: readonly { readonly url: string }[]
  readonly tags?: readonly { readonly name: string }[]
  readonly paths?: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>
  readonly components?: { readonly schemas?: Schemas }
}

export interface ApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>
export type Schemas = Readonly<Record<string, Schema>>

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly example?: unknown
  readonly default?: unknown
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** One operation with its address, as the reference lists it. */
export interface ListedOperation {
  readonly method: string
  readonly path: string
  readonly operation: ApiOperation
}

/** The operations by tag, in the document's order. */
export function operationsByTag(document: ApiDocument): ReadonlyMap<string, readonly ListedOperation[]> {
  const listed = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) =>
      item[method] ? [{ method: method.toUpperCase(), path, operation: item[method] }] : [],
    ),
  )
  return new Map(
    (document.tags ?? []).map(({ name }) => [name, listed.filter(({ operation }) => operation.tags.includes(name))]),
  )
}

/** The name behind `#/components/schemas/Name`. */
export const refName = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1)

/** The schema itself, its reference followed. */
export const resolved = (schema: Schema, schemas: Schemas): Schema =>
  schema.$ref === undefined
    ? schema
    : { ...schemas[refName(schema.$ref)], ...(schema.description && { description: schema.description }) }

/** The alternatives of a schema without "or null", which is said beside it. */
export const alternatives = (schema: Schema): readonly Schema[] =>
  (schema.oneOf ?? schema.anyOf ?? []).filter((one) => one.type !== 'null')

/** A type in few words: `string (date-time) | null`, `Connector[]`, `"soft" | "hard"`. */
export function typeWords(schema: Schema): string {
  if (schema.$ref !== undefined) return refName(schema.$ref)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return [...new Set(choices.map(typeWords))].join(' | ')
  if (schema.allOf?.length === 1 && schema.allOf[0]) return typeWords(schema.allOf[0])
  if (schema.type === 'array') return `${schema.items ? bracketed(typeWords(schema.items)) : 'unknown'}[]`
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['any'])
  return types.map((type) => (schema.format && type !== 'null' ? `${type} (${schema.format})` : type)).join(' | ')
}

const bracketed = (words: string): string => (words.includes(' | ') ? `(${words})` : words)
