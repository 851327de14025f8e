import type { ListedOperation, Schemas } from './api-document'
import { exampleOf } from './example-of'

/** A command line that works once the key and the names are one's own. */
export function curlExample(base: string, { method, path, operation }: ListedOperation, schemas: Schemas): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = operation.parameters?.find((one) => one.in === 'path' && one.name === name)
    return encodeURIComponent(String(parameter ? exampleOf(parameter.schema, schemas) : name))
  })
  const isStream = Object.values(operation.responses).some((response) => response.content?.['text/event-stream'])
  const lines = [
    `curl ${isStream ? '-N ' : ''}${method === 'GET' ? '' : `-X ${method} `}"${base}${filled}"`,
    `-H "Authorization: Bearer $KEY"`,
  ]
  const schema = operation.requestBody?.content['application/json']?.schema
  if (schema) {
    lines.push(`-H "Content-Type: application/json"`)
    lines.push(`-d '${JSON.stringify(exampleOf(schema, schemas)).replaceAll("'", "'\\''")}'`)
  }
  return lines.join(' \\\n  ')
}
