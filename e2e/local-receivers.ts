import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Letter {
  readonly to: string
  readonly subject: string
  /** The whole of it, with its soft line breaks undone. */
  readonly text: string
}

/** A real mail server that takes everything and keeps it. */
export async function receiveMail() {
  const letters: Letter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8')
        const subject = /^Subject: (.*(?:\r\n .*)*)/m.exec(raw)?.[1] ?? ''
        const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
        letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', subject: decoded(subject), text })
        callback()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    to: (address: string) => letters.filter(({ to }) => to === address),
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

/** A header's encoded words (RFC 2047) in plain text. */
const decoded = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString('utf8') : fromQuoted(word),
    )

const fromQuoted = (word: string): string =>
  decodeURIComponent(
    word
      .replaceAll('_', ' ')
      .replaceAll('%', '%25')
      .replace(/=([0-9A-F]{2})/gi, '%$1'),
  )

export interface Call {
  readonly type: string
  // biome-ignore lint/suspicious/noExplicitAny: a third party reads what the documentation promises, not our types
  readonly data: any
  readonly id: string
  readonly isSigned: boolean
}

/** Somebody's ticket system: takes webhook calls and checks their signature as the Standard Webhooks specification says. */
export async function receiveCalls() {
  const calls: Call[] = []
  let secret = ''
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      const [id, at] = [String(request.headers['webhook-id']), String(request.headers['webhook-timestamp'])]
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
      const signature = `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`
      const { type, data } = JSON.parse(body)
      calls.push({ type, data, id, isSigned: request.headers['webhook-signature'] === signature })
      response.writeHead(204).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/tickets`,
    calls,
    trust(key: string) {
      secret = key
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}
