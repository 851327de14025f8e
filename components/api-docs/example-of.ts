import { alternatives, resolved, type Schema, type Schemas } from './api-document'

/** A believable value for a schema, from its own examples. Optional fields without an example are left out. */
export function exampleOf(schema: Schema, schemas: Schemas, depth = 0): unknown {
  const known = resolved(schema, schemas)
  if (known.example !== undefined) return known.example
  if (known.const !== undefined) return known.const
  if (known.default !== undefined) return known.default
  if (known.enum) return known.enum[0]
  if (known.allOf?.[0]) return exampleOf(known.allOf[0], schemas, depth + 1)
  const [first] = alternatives(known)
  if (first) return exampleOf(first, schemas, depth + 1)
  const type = typeof known.type === 'string' ? known.type : known.type?.find((one) => one !== 'null')
  switch (type) {
    case 'object':
      return exampleObject(known, schemas, depth)
    case 'array':
      return known.items && depth < 12 ? [exampleOf(known.items, schemas, depth + 1)] : []
    case 'string':
      return known.format === 'date-time' ? '2026-11-20T13:05:00.000Z' : 'text'
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return true
    default:
      return null
  }
}

function exampleObject(schema: Schema, schemas: Schemas, depth: number): Record<string, unknown> {
  if (depth >= 12) return {}
  const shown = Object.entries(schema.properties ?? {}).filter(
    ([name, property]) => schema.required?.includes(name) || resolved(property, schemas).example != null,
  )
  return Object.fromEntries(shown.map(([name, property]) => [name, exampleOf(property, schemas, depth + 1)]))
}
