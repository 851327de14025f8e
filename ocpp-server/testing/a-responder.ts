import { webcrypto } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'
import { afterEach } from 'vitest'
import type { Issuer } from '../../lib/certificates/issue-certificate'
import { pemBlocks } from '../../lib/certificates/pem'
import { HOUR_MS } from '../../lib/kernel/time'

export type Told = 'good' | 'revoked' | 'unknown'

export interface Responder {
  readonly url: string
  /** How many times it was asked. */
  readonly asked: number
  /** What it says of every certificate from now on. */
  status: Told
}

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** Somebody's OCSP responder on this machine, which signs as `issuer` and tells the same of every certificate. */
export async function aResponder(issuer: Issuer, status: Told = 'good'): Promise<Responder> {
  let asked = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      asked++
      void respond(Buffer.concat(parts), issuer, responder.status).then((der) => {
        response.writeHead(200, { 'Content-Type': 'application/ocsp-response' }).end(der)
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => server.close())
  const responder = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ocsp`,
    status,
    get asked() {
      return asked
    },
  }
  return responder
}

async function respond(body: Buffer, { certificate, privateKey }: Issuer, status: Told): Promise<Buffer> {
  const request = pki.OCSPRequest.fromBER(new Uint8Array(body).buffer)
  const [der] = pemBlocks(certificate, 'CERTIFICATE')
  const issuer = pki.Certificate.fromBER(new Uint8Array(der!).buffer)
  const basic = new pki.BasicOCSPResponse()
  basic.tbsResponseData.responderID = issuer.subject
  basic.tbsResponseData.producedAt = new Date()
  for (const { reqCert } of request.tbsRequest.requestList) {
    const single = new pki.SingleResponse({ certID: reqCert })
    single.certStatus = statusBlock(status)
    single.thisUpdate = new Date()
    single.nextUpdate = new Date(Date.now() + HOUR_MS)
    basic.tbsResponseData.responses.push(single)
  }
  basic.certs = [issuer]
  const key = privateKey.export({ type: 'pkcs8', format: 'der' })
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  await basic.sign(await webcrypto.subtle.importKey('pkcs8', key, algorithm, false, ['sign']), 'SHA-256')
  const response = new pki.OCSPResponse({
    responseStatus: new asn1.Enumerated({ value: 0 }),
    responseBytes: new pki.ResponseBytes({
      responseType: pki.id_PKIX_OCSP_Basic,
      response: new asn1.OctetString({ valueHex: basic.toSchema().toBER(false) }),
    }),
  })
  return Buffer.from(response.toSchema().toBER())
}

function statusBlock(status: Told) {
  if (status === 'revoked') {
    const at = new asn1.GeneralizedTime({ valueDate: new Date(Date.now() - HOUR_MS) })
    return new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 1 }, value: [at] })
  }
  return new asn1.Primitive({
    idBlock: { tagClass: 3, tagNumber: status === 'good' ? 0 : 2 },
    lenBlockLength: 1,
  } as never)
}
