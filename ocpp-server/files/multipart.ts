import type { IncomingMessage } from 'node:http'
import Busboy from '@fastify/busboy'
import { DomainError } from '../../lib/kernel/errors'

/** What a request brings: its bytes, and the name its sender has for them when it says one. */
export interface Brought {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly name: string | null
}

export const isMultipart = (request: IncomingMessage): boolean =>
  /^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '')

/**
 * The first file of a form (some stations post their logs as browsers do). Its bytes must be read; the rest of the form is dropped.
 * @throws DomainError invalid when the form cannot be read or holds no file
 */
export function firstFileOf(request: IncomingMessage): Promise<Brought> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new DomainError('invalid', 'The form holds no file.', { file: 'empty-file' }))
    const form = new Busboy({
      headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
      limits: { files: 1, parts: 20, fieldSize: 10_000, headerSize: 8_192 },
    })
    form.once('file', (_field, bytes, name) => {
      bytes.on('error', () => undefined) // heard here too, should nobody be reading (any more)
      // A form that breaks off, or a connection that does, ends the file as well, as a fault.
      form.on('error', (error) => bytes.destroy(asError(error)))
      request.once('close', () => request.complete || bytes.destroy(new Error('The connection broke.')))
      resolve({ bytes, name: name || null })
    })
    form.on('error', refuse)
    form.once('finish', refuse)
    request.once('close', refuse)
    request.pipe(form)
  })
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
