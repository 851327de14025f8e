import type { ListedOperation, Schemas } from './api-document'
import { exampleOf } from './example-of'

const BYTES = 'application/octet-stream'

/** A command line that works once the key and the names are one's own. */
export function curlExample(base: string, { method, path, operation }: ListedOperation, schemas: Schemas): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = operation.parameters?.find((one) => one.in === 'path' && one.name === name)
    return encodeURIComponent(String(parameter ? exampleOf(parameter.schema, schemas) : name))
  })
  const isStream = Object.values(operation.responses).some((response) => response.content?.['text/event-stream'])
  const isFile = Object.values(operation.responses).some((response) => response.content?.[BYTES])
  const query = (operation.parameters ?? [])
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema, schemas)))}`)
  const asked = query.length === 0 ? filled : `${filled}?${query.join('&')}`
  const lines = [
    `curl ${isStream ? '-N ' : ''}${isFile ? '-OJ ' : ''}${method === 'GET' ? '' : `-X ${method} `}"${base}${asked}"`,
    `-H "Authorization: Bearer $KEY"`,
  ]
  if (operation.requestBody?.content[BYTES]) {
    lines.push(`-H "Content-Type: ${BYTES}"`)
    lines.push('--data-binary @file')
  }
  const schema = operation.requestBody?.content['application/json']?.schema
  if (schema) {
    lines.push(`-H "Content-Type: application/json"`)
    lines.push(`-d '${JSON.stringify(exampleOf(schema, schemas)).replaceAll("'", "'\\''")}'`)
  }
  return lines.join(' \\\n  ')
}
