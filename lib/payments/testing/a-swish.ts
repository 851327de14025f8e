import type { KeyObject } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { anAuthority } from '../../certificates/testing/an-authority'

interface Held {
  id: string
  status: string
  amount: string
  payerAlias: string | null
  paymentReference: string | null
  errorCode: string | null
}

export interface FakeSwish {
  readonly url: string
  /** The authority both sides trust, and the certificate of the operator. */
  readonly ca: string
  readonly identity: { readonly cert: string; readonly key: string }
  /** A certificate of somebody else's authority. */
  readonly stranger: { readonly cert: string; readonly key: string }
  /** `PUT …` bodies, in order. */
  readonly heard: { path: string; body: Record<string, string>; client: string }[]
  loseNextAnswer(): void
  /** The next PUT is answered 422 with this code. */
  refuseNext(errorCode: string): void
  /** The driver (or the bank) decides. */
  decide(ref: string, status: 'PAID' | 'DECLINED' | 'ERROR', errorCode?: string): void
  /** Refunds come to their end. */
  finishRefunds(status: 'PAID' | 'ERROR'): void
  returned(): number
  close(): Promise<void>
}

const pem = (key: KeyObject) => String(key.export({ type: 'pkcs8', format: 'pem' }))

/** A server that behaves like Swish's published API for merchants: mutual TLS, 201 with Location, errors as 422 lists. */
export async function aFakeSwish(): Promise<FakeSwish> {
  const authority = await anAuthority('Getswish test root')
  const others = await anAuthority('Somebody else')
  const [ours, theirs, strange] = [
    await authority.issue({ use: 'server', subject: { commonName: '127.0.0.1' }, hosts: ['127.0.0.1'] }),
    await authority.issue({ subject: { commonName: '1231181189' } }),
    await others.issue({ subject: { commonName: '1231181189' } }),
  ]
  const payments = new Map<string, Held>()
  const refunds = new Map<string, Held>()
  const heard: FakeSwish['heard'] = []
  let loses = false
  let refusal: string | null = null

  const server = createServer(
    {
      cert: ours.certificate,
      key: pem(ours.privateKey),
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
    },
    async (request, response) => {
      const text = await textOf(request)
      const path = request.url ?? ''
      const [, , , version, kind, id = ''] = path.split('/')
      const all = kind === 'refunds' ? refunds : payments
      const known = all.get(id)
      let [status, body]: [number, unknown] = [404, null]
      const headers: Record<string, string> = { 'content-type': 'application/json' }
      if (request.method === 'GET' && known) [status, body] = [200, known]
      if (request.method === 'PATCH' && known) {
        ;[status, body] = known.status === 'CREATED' ? [200, known] : [422, [{ errorCode: 'RP08' }]]
        if (known.status === 'CREATED') known.status = 'CANCELLED'
      }
      if (request.method === 'PUT' && version === 'v2') {
        const said = JSON.parse(text)
        const client = (request.socket as TLSSocket).getPeerCertificate().subject.CN
        heard.push({ path, body: said, client: String(client) })
        if (refusal !== null) [status, body] = [422, [{ errorCode: refusal, errorMessage: refusal }]]
        else if (known) [status, body] = [422, [{ errorCode: 'RP09' }]]
        else {
          all.set(id, {
            id,
            status: 'CREATED',
            amount: said.amount,
            payerAlias: said.payerAlias ?? null,
            paymentReference: null,
            errorCode: null,
          })
          status = 201
          headers.location = `https://swish/swish-cpcapi/api/v1/${kind}/${id}`
          if (kind !== 'refunds' && !said.payerAlias) headers.paymentrequesttoken = 'token-of-it'
        }
        refusal = null
      }
      if (loses && request.method !== 'GET') {
        loses = false
        request.socket.destroy()
        return
      }
      response.writeHead(status, headers)
      response.end(body === null ? undefined : JSON.stringify(body))
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: authority.certificate,
    identity: { cert: theirs.certificate, key: pem(theirs.privateKey) },
    stranger: { cert: strange.certificate, key: pem(strange.privateKey) },
    heard,
    loseNextAnswer: () => {
      loses = true
    },
    refuseNext: (errorCode) => {
      refusal = errorCode
    },
    decide(ref, status, errorCode) {
      const payment = payments.get(ref) as Held
      Object.assign(payment, { status, errorCode: errorCode ?? null })
      if (status === 'PAID') Object.assign(payment, { paymentReference: 'BANKREF1', payerAlias: '46701234567' })
    },
    finishRefunds(status) {
      for (const refund of refunds.values()) if (refund.status === 'CREATED') refund.status = status
    },
    returned: () =>
      [...refunds.values()]
        .filter(({ status }) => status !== 'ERROR')
        .reduce((sum, { amount }) => sum + Number(amount), 0),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
