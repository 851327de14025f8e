import { createECDH, createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import ece from 'http_ece'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '../notice'
import type { Address, Outgoing } from '../outgoing'
import { vapidKeys } from '../vapid'
import { newWebhookSecret } from '../webhook-signature'
import { createMailer } from './email'
import { guardedPost } from './guarded-post'
import { type Senders, sendDelivery } from './senders'
import { httpSmsProvider } from './sms'

interface Call {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

let server: Server
let host: string
let calls: Call[] = []
let answer: (response: ServerResponse) => void
const closing: { close(done?: () => void): unknown }[] = []

beforeEach(async () => {
  calls = []
  answer = (response) => response.end('thanks')
  server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      calls.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      answer(response)
    })
  })
  host = `127.0.0.1:${await listen(server)}`
})
afterEach(async () => {
  server.closeAllConnections()
  for (const one of closing.splice(0)) await new Promise<void>((done) => one.close(() => done()))
})

async function listen(one: Server | TcpServer): Promise<number> {
  closing.push(one)
  one.listen(0, '127.0.0.1')
  await once(one, 'listening')
  return (one.address() as AddressInfo).port
}

const NOW = new Date('2026-11-20T12:00:00Z')
const NOTICE: Notice = {
  kind: 'opened',
  at: '2026-11-20T11:59:00.000Z',
  by: null,
  promisedAt: '2026-11-20T14:40:00.000Z',
  fault: {
    id: '17',
    siteName: 'Kista <b>& Co',
    identity: 'SE-KIS-04',
    stationName: 'Kista 4',
    evse: 2,
    connector: 1,
    code: 'GroundFailure',
    cause: 'GroundFailure',
    severity: 1,
    isSafety: true,
    openedAt: '2026-11-20T11:58:00.000Z',
    timeZone: 'Europe/Stockholm',
  },
}
const vapid = { keys: vapidKeys(randomBytes(32).toString('base64url')), subject: 'mailto:x@example.com' }
const senders = (over: Partial<Senders> = {}): Senders => ({
  mailer: null,
  sms: null,
  vapid,
  allowedHosts: [host],
  baseUrl: 'https://console.example',
  mailHost: 'laddvakt.example',
  isDemo: false,
  ...over,
})
const outgoing = (address: Address, over: Partial<Outgoing> = {}): Outgoing => ({
  id: 1n,
  attempt: 1,
  name: 'name-of-this-delivery',
  filling: { template: 'fault', content: NOTICE },
  locale: 'sv',
  createdAt: NOW,
  address,
  token: null,
  ...over,
})

describe('a webhook', () => {
  const secret = newWebhookSecret()
  const hook = () => outgoing({ channel: 'webhook', url: `http://${host}/hook?x=1`, secret })

  it('is signed as the Standard Webhooks specification says, and named the same at every try', async () => {
    expect(await sendDelivery(hook(), senders(), NOW)).toEqual({ result: 'delivered', answer: 'HTTP 200 thanks' })
    await sendDelivery(hook(), senders(), new Date(NOW.getTime() + 60_000))
    const [first, second] = calls
    if (!first || !second) throw new Error('not called')
    expect(first.path).toBe('/hook?x=1')
    for (const { headers, body } of [first, second]) {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
      const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
      expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
    }
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id'])
    expect(second.body.equals(first.body)).toBe(true)
    expect(second.headers['webhook-timestamp']).not.toBe(first.headers['webhook-timestamp'])
    expect(JSON.parse(first.body.toString())).toMatchObject({
      type: 'fault.opened',
      timestamp: NOW.toISOString(),
      data: { fault: { id: '17', identity: 'SE-KIS-04', url: 'https://console.example/faults/17' } },
    })
  })

  it.each([
    [500, 'failed'],
    [404, 'failed'],
    [301, 'failed'],
    [410, 'dead'],
  ])('answered %i has %s', async (status, result) => {
    answer = (response) => response.writeHead(status, { location: `http://${host}/elsewhere` }).end('no')
    expect(await sendDelivery(hook(), senders(), NOW)).toMatchObject({ result, error: `HTTP ${status} no` })
    // A redirect is never followed.
    expect(calls).toHaveLength(1)
  })

  it('that asks for patience is given it', async () => {
    answer = (response) => response.writeHead(429, { 'retry-after': '120' }).end()
    expect(await sendDelivery(hook(), senders(), NOW)).toMatchObject({ result: 'failed', askedMs: 120_000 })
  })

  it('that is never done with its answer is not read for ever', async () => {
    answer = (response) => {
      response.writeHead(200)
      response.write('x'.repeat(100_000))
    }
    expect(await sendDelivery(hook(), senders(), NOW)).toMatchObject({ result: 'delivered' })
  })

  it('that says nothing is given up for this time', async () => {
    answer = () => undefined
    const options = { allowedHosts: [host], timeoutMs: 50 }
    expect(await guardedPost(`http://${host}/`, {}, '', options)).toEqual({ result: 'failed', error: 'timed-out' })
  })

  it.each([
    'http://127.0.0.1:1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://10.1.2.3/',
    'http://0x7f000001/',
    'http://2130706433/',
  ])('may not lead into our own networks: %s', async (url) => {
    const outcome = await sendDelivery(outgoing({ channel: 'webhook', url, secret }), senders(), NOW)
    expect(outcome).toEqual({ result: 'dead', error: 'not-public-address' })
  })

  it('may not lead there by a name either', async () => {
    const port = (server.address() as AddressInfo).port
    const options = { allowedHosts: [] }
    expect(await guardedPost(`http://localhost:${port}/`, {}, '', options)).toEqual({
      result: 'failed',
      error: 'not-public-address',
    })
    expect(calls).toEqual([])
  })

  it('may not be anything but HTTP', async () => {
    expect(await guardedPost('file:///etc/passwd', {}, '', { allowedHosts: [] })).toMatchObject({ result: 'dead' })
  })
})

describe('a push message', () => {
  const browser = createECDH('prime256v1')
  const p256dh = browser.generateKeys('base64url')
  const auth = randomBytes(16).toString('base64url')
  const push = () => outgoing({ channel: 'push', endpoint: `http://${host}/push/abc`, keys: { p256dh, auth } })

  it('can be read by the browser it is for, with an independent decoder', async () => {
    answer = (response) => response.writeHead(201).end()
    expect(await sendDelivery(push(), senders(), NOW)).toMatchObject({ result: 'delivered' })
    const [call] = calls
    if (!call) throw new Error('not called')
    expect(call.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'high' })
    expect(call.headers.authorization).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/)
    const read = ece.decrypt(call.body, { version: 'aes128gcm', privateKey: browser, authSecret: auth })
    expect(JSON.parse(read.toString())).toMatchObject({
      id: 'name-of-this-delivery',
      title: expect.stringMatching(/^FARA: Nytt fel: .+, Kista 4$/),
      url: 'https://console.example/faults/17',
      isUrgent: true,
    })
  })

  it('has one topic at every try, so that the push service keeps one', async () => {
    await sendDelivery(push(), senders(), NOW)
    await sendDelivery(push(), senders(), NOW)
    const topics = calls.map(({ headers }) => headers.topic)
    expect(topics[0]).toMatch(/^[\w-]{32}$/)
    expect(new Set(topics).size).toBe(1)
  })

  it.each([404, 410])('answered %i ends the subscription', async (status) => {
    answer = (response) => response.writeHead(status).end()
    expect(await sendDelivery(push(), senders(), NOW)).toMatchObject({ result: 'gone' })
  })

  it('to keys that are none ends the subscription', async () => {
    const bad = outgoing({ channel: 'push', endpoint: `http://${host}/`, keys: { p256dh: 'AAAA', auth } })
    expect(await sendDelivery(bad, senders(), NOW)).toEqual({ result: 'gone', error: 'bad-subscription' })
  })
})

describe('a text message', () => {
  const sms = (body: 'form' | 'json') =>
    httpSmsProvider({
      url: `http://${host}/sms`,
      authorization: 'Basic abc',
      from: 'Laddvakt',
      body,
      fields: ['from', 'to', 'message'],
    })
  const text = () => outgoing({ channel: 'sms', phone: '+46701234567' })

  it('goes out as a form', async () => {
    expect(await sendDelivery(text(), senders({ sms: sms('form') }), NOW)).toMatchObject({ result: 'delivered' })
    const [call] = calls
    expect(call?.headers).toMatchObject({ authorization: 'Basic abc', 'idempotency-key': 'name-of-this-delivery' })
    const form = new URLSearchParams(call?.body.toString())
    expect([form.get('from'), form.get('to')]).toEqual(['Laddvakt', '+46701234567'])
    expect(form.get('message')).toContain('https://console.example/faults/17')
    expect(form.get('message')?.length).toBeLessThanOrEqual(300)
  })

  it('goes out as JSON', async () => {
    await sendDelivery(text(), senders({ sms: sms('json') }), NOW)
    expect(JSON.parse(calls[0]?.body.toString() ?? '')).toMatchObject({ to: '+46701234567' })
  })

  it.each([
    [403, 'dead'],
    [429, 'failed'],
    [503, 'failed'],
  ])('answered %i is %s', async (status, result) => {
    answer = (response) => response.writeHead(status).end()
    expect(await sendDelivery(text(), senders({ sms: sms('form') }), NOW)).toMatchObject({ result })
  })
})

describe('a letter', () => {
  let letters: string[] = []
  let refuse: { readonly code: number; readonly at: 'rcpt' | 'data' } | null = null

  async function aMailServer(address = '127.0.0.1'): Promise<string> {
    letters = []
    refuse = null
    const refusal = () => Object.assign(new Error('refused'), { responseCode: refuse?.code })
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, callback) => callback(refuse?.at === 'rcpt' ? refusal() : undefined),
      onData(stream, _session, callback) {
        let letter = ''
        stream.on('data', (part: Buffer) => (letter += part.toString()))
        stream.on('end', () => {
          if (refuse?.at === 'data') return callback(refusal())
          letters.push(letter)
          callback()
        })
      },
    })
    closing.push(smtp)
    smtp.listen(0, address)
    await once(smtp.server, 'listening')
    return `smtp://${address}:${(smtp.server.address() as AddressInfo).port}`
  }

  async function mail(over: Partial<Outgoing> = {}, url?: string) {
    const mailer = createMailer({ url: url ?? (await aMailServer()), from: 'Laddvakt <notices@laddvakt.example>' })
    closing.unshift({
      close(done) {
        mailer.close()
        done?.()
      },
    })
    const letter = outgoing({ channel: 'email', email: 'jour@example.com' }, over)
    return { send: () => sendDelivery(letter, senders({ mailer }), NOW) }
  }

  it('reaches a real mail server, in both languages, with its name in Message-ID', async () => {
    const { send } = await mail({ locale: 'en' })
    expect(await send()).toMatchObject({ result: 'delivered', answer: expect.stringMatching(/^250/) })
    const [letter = ''] = letters
    expect(letter).toMatch(/^Message-ID: <name-of-this-delivery@laddvakt\.example>$/im)
    expect(letter).toMatch(/^Subject: DANGER: New fault: /im)
    expect(letter).toMatch(/^Auto-Submitted: auto-generated/im)
    expect(letter).not.toMatch(/^List-Unsubscribe/im)
    // What others have written is text, never markup.
    expect(letter).not.toContain('Kista <b>&=20Co</')
    expect(letter.replaceAll('=\r\n', '')).toContain('Kista &lt;b&gt;&amp; Co')
  })

  it('to a subscriber can be ended with one click', async () => {
    const { send } = await mail({ token: 'SECRET', filling: { template: 'driver', content: NOTICE } })
    await send()
    const letter = letters[0]?.replaceAll('=\r\n', '') ?? ''
    expect(letter).toMatch(/^List-Unsubscribe: <https:\/\/console\.example\/api\/subscriptions\/SECRET>/im)
    expect(letter).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im)
    // No codes and nothing of the console.
    expect(letter).not.toContain('GroundFailure')
    expect(letter).not.toContain('/faults/')
  })

  it.each([
    [{ code: 550, at: 'rcpt' }, 'dead'],
    [{ code: 450, at: 'rcpt' }, 'failed'],
    [{ code: 554, at: 'data' }, 'dead'],
    [{ code: 451, at: 'data' }, 'failed'],
  ] as const)('refused with %o is %s', async (how, result) => {
    const { send } = await mail()
    refuse = how
    expect(await send()).toMatchObject({ result })
  })

  it('to a server that is not there is tried again', async () => {
    const gone = createTcpServer()
    const port = await listen(gone)
    await new Promise<void>((done) => gone.close(() => done()))
    closing.splice(closing.indexOf(gone), 1)
    const { send } = await mail({}, `smtp://127.0.0.1:${port}`)
    expect(await send()).toMatchObject({ result: 'failed', error: expect.stringContaining('ECONNREFUSED') })
  })

  it('is not sent with a password that the line would show', async () => {
    // An address that is not known as this machine's own.
    const elsewhere = new URL(await aMailServer('0.0.0.0'))
    elsewhere.username = 'me'
    elsewhere.password = 'secret'
    const { send } = await mail({}, elsewhere.href)
    expect(await send()).toMatchObject({ result: 'failed', error: expect.stringContaining('TLS') })
    expect(letters).toEqual([])
  })
})
