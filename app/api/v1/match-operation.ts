import type { Operation } from './operation'

export type Match =
  | { readonly found: 'operation'; readonly operation: Operation; readonly params: Readonly<Record<string, string>> }
  | { readonly found: 'other-verbs'; readonly allow: readonly string[] }
  | { readonly found: 'nothing' }

/** Finds the operation for a path below /api/v1, still percent-encoded: a station's identity may hold a slash. */
export function matchOperation(operations: readonly Operation[], method: string, path: string): Match {
  const segments = decodedSegments(path)
  if (!segments) return { found: 'nothing' }
  const allow: string[] = []
  for (const operation of operations) {
    const params = paramsOf(operation.path, segments)
    if (!params) continue
    if (operation.method === method || (method === 'HEAD' && hasHead(operation)))
      return { found: 'operation', operation, params }
    allow.push(...(hasHead(operation) ? ['HEAD'] : []), operation.method)
  }
  if (allow.length === 0) return { found: 'nothing' }
  return { found: 'other-verbs', allow }
}

/** A stream has no end to measure. */
const hasHead = (operation: Operation): boolean => operation.method === 'GET' && operation.response !== 'event-stream'

function decodedSegments(path: string): string[] | undefined {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return undefined // a stray % names nothing
  }
}

function paramsOf(template: string, segments: readonly string[]): Record<string, string> | undefined {
  const parts = template.split('/').filter(Boolean)
  if (parts.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith('{')) params[part.slice(1, -1)] = segment
    else if (part !== segment) return undefined
  }
  return params
}
