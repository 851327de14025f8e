import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFileAddress } from '../../lib/files/file-address'
import { takeUpload, type Upload } from '../../lib/files/mutations/take-upload'
import { findDownload } from '../../lib/files/queries/find-download'
import { DomainError } from '../../lib/kernel/errors'
import { SECOND_MS } from '../../lib/kernel/time'
import { channelOf } from '../channel'
import type { Log } from '../log'
import { receiveFile } from './receive-file'
import { sendFile } from './send-file'
import { TooSlow } from './steady'
import { createTransferGuard } from './transfer-guard'

/** Nothing moved for so long: the line is dead, or held open on purpose. */
const SILENT_FOR_MS = 60 * SECOND_MS
const RETRY_SECONDS = 60

export interface FileDeskOptions {
  readonly log: Log
  /** X-Forwarded-For is the word of a proxy of ours. */
  readonly trustProxy: boolean
  readonly maxUploadBytes: number
  /** A station has brought its log, whole. */
  onReceived(upload: Upload): void
}

export interface FileDesk {
  /** Null when the address is not one of files. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void> | null
}

/**
 * Firmware for stations to fetch and room for the logs they bring, each under a secret address of its own (SPEC F-1 …). The secret is
 * the permission; what leads nowhere is 404, without a word why.
 */
export function createFileDesk({ log, trustProxy, maxUploadBytes, onReceived }: FileDeskOptions): FileDesk {
  const guard = createTransferGuard()
  const addressOf = (request: IncomingMessage) => channelOf(request, trustProxy).address

  async function answer(request: IncomingMessage, response: ServerResponse, link: Link): Promise<void> {
    const leave = guard.enter(addressOf(request), link.secret)
    if (leave === null) return refuse(request, response, 503, 'Too many transfers; try again later.', RETRY_SECONDS)
    response.setTimeout(SILENT_FOR_MS, () => response.destroy())
    try {
      if (request.method === 'GET' || request.method === 'HEAD') await send(request, response, link)
      else if (request.method === 'PUT' || request.method === 'POST') await receive(request, response, link)
      else refuse(request, response, 405, 'GET, HEAD, PUT and POST here.')
    } catch (error) {
      failed(request, response, error)
    } finally {
      leave()
    }
  }

  async function send(request: IncomingMessage, response: ServerResponse, { secret }: Link): Promise<void> {
    const file = await findDownload(secret)
    if (file === null) return nowhere(request, response)
    await sendFile(request, response, file)
    log.info({ station: file.stationIdentity, file: file.fileName, range: request.headers.range }, 'file fetched')
  }

  async function receive(request: IncomingMessage, response: ServerResponse, { secret, name }: Link): Promise<void> {
    const upload = await takeUpload(secret)
    if (upload === null) return nowhere(request, response)
    if (upload === 'busy') return refuse(request, response, 503, 'It is being brought already.', RETRY_SECONDS)
    await receiveFile(request, upload, { name, maxBytes: maxUploadBytes })
    log.info({ station: upload.stationIdentity, kind: upload.kind }, 'file received')
    end(response, 200, 'Thank you.')
    onReceived(upload)
  }

  function nowhere(request: IncomingMessage, response: ServerResponse): void {
    const wait = guard.wrong(addressOf(request))
    if (wait === null) refuse(request, response, 404, 'There is nothing here.')
    else refuse(request, response, 429, 'Too many wrong addresses.', wait)
  }

  function failed(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (response.headersSent || (response.socket?.destroyed ?? true)) {
      log.debug({ error: String(error) }, 'transfer broke off')
      response.destroy()
    } else if (error instanceof DomainError) {
      refuse(request, response, error.details.file === 'file-too-large' ? 413 : 400, error.message)
    } else if (error instanceof TooSlow) {
      refuse(request, response, 408, 'Too slow.')
    } else {
      log.error({ error }, 'transfer failed')
      refuse(request, response, 500, 'Something went wrong here; try again.')
    }
  }

  return {
    answer(request, response) {
      if (!request.url?.startsWith('/files/')) return null
      const link = readFileAddress(request.url)
      if (link !== null) return answer(request, response, link)
      nowhere(request, response)
      return Promise.resolve()
    },
  }
}

interface Link {
  readonly secret: string
  readonly name: string | null
}

/** What is still being sent to us is not read to its end: the connection goes. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, why: string, wait?: number): void {
  end(response, status, why, { Connection: 'close', ...(wait === undefined ? {} : { 'Retry-After': wait }) })
  if (!request.complete) response.once('finish', () => setTimeout(() => request.socket.destroy(), SECOND_MS).unref())
}

function end(response: ServerResponse, status: number, body: string, headers: Record<string, string | number> = {}) {
  response.writeHead(status, {
    'Content-Type': 'text/plain',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  response.end(body)
}
