import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { readByteRange } from '../../lib/files/byte-range'
import type { Download } from '../../lib/files/queries/find-download'
import { openBytes, pathOfBytes } from '../../lib/files/queries/open-bytes'

/**
 * The file, or the part of it that is asked for: stations on poor lines fetch in pieces. @throws Error when the bytes are not where
 * they should be, before anything is sent
 */
export async function sendFile(request: IncomingMessage, response: ServerResponse, file: Download): Promise<void> {
  await stat(pathOfBytes(file.sha256))
  const etag = `"${file.sha256}"`
  const ifRange = request.headers['if-range']
  const range =
    ifRange === undefined || ifRange === etag ? readByteRange(request.headers.range, file.sizeBytes) : 'whole'
  const headers = {
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  }
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${file.sizeBytes}`, 'Content-Length': 0 })
    response.end()
    return
  }
  const part = range === 'whole' ? null : range
  response.writeHead(part === null ? 200 : 206, {
    ...headers,
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${file.fileName}"`,
    'Content-Length': part === null ? file.sizeBytes : part.to - part.from + 1,
    ...(part === null ? {} : { 'Content-Range': `bytes ${part.from}-${part.to}/${file.sizeBytes}` }),
  })
  if (request.method === 'HEAD') response.end()
  else await pipeline(openBytes(file.sha256, part ?? undefined), response)
}
