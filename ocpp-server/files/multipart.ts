import type { IncomingMessage } from 'node:http'
import Busboy from '@fastify/busboy'
import { DomainError } from '../../lib/kernel/errors'

/** What a request brings: its bytes, and the name its sender has for them when it says one. */
export interface Brought {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly name: string | null
}

export const isMultipart = (request: IncomingMessage): boolean =>
  /^\s*multipart\/form-data\s*(;|$)/i.test(request.headers['content-type'] ?? '')

/** One to seventy characters, quoted or not (RFC 2046 §5.1.1). */
const BOUNDARY = /;\s*boundary=(?:"[^"\r\n]{1,70}"|[^\s";,]{1,70})\s*(?:;|$)/i

/**
 * The first file of a form (some stations post their logs as browsers do). Its bytes must be read; the rest of the form is dropped.
 * @throws DomainError invalid when the form cannot be read or holds no file
 */
export function firstFileOf(request: IncomingMessage): Promise<Brought> {
  const contentType = (request.headers['content-type'] ?? '').trim()
  if (!BOUNDARY.test(contentType))
    return Promise.reject(
      new DomainError('invalid', 'The form says no boundary in its Content-Type.', { file: 'empty-file' }),
    )
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new DomainError('invalid', 'The form holds no file.', { file: 'empty-file' }))
    const form = formReader(contentType)
    if (form === null) return refuse()
    form.once('file', (_field, bytes, name) => {
      bytes.on('error', () => undefined) // heard here too, should nobody be reading (any more)
      // A form that breaks off, or a connection that does, ends the file as well, as a fault.
      form.on('error', (error) => bytes.destroy(asError(error)))
      request.once('close', () => request.complete || bytes.destroy(new Error('The connection broke.')))
      resolve({ bytes: wholePart(request, bytes), name: name || null })
    })
    form.on('error', refuse)
    form.once('finish', refuse)
    request.once('close', refuse)
    request.pipe(form)
  })
}

/** null: the parser cannot make anything of the Content-Type. */
function formReader(contentType: string): InstanceType<typeof Busboy> | null {
  try {
    const limits = { files: 1, parts: 20, fieldSize: 10_000, headerSize: 8_192, headerPairs: 100 }
    return new Busboy({ headers: { 'content-type': contentType }, limits })
  } catch {
    return null
  }
}

/** Whose form ends in the middle of the file although all of the request has come has written it wrong. @throws DomainError invalid */
async function* wholePart(request: IncomingMessage, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    throw request.complete ? new DomainError('invalid', 'The form ends in the middle of its file.') : error
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
