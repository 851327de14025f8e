import { X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { certificateHash } from '../../lib/certificates/certificate-hash'
import { isOcspSignedFor } from '../../lib/certificates/ocsp-message'
import { anAuthority } from '../../lib/certificates/testing/an-authority'
import { isPublicAddress } from '../../lib/kernel/public-address'
import { HOUR_MS } from '../../lib/kernel/time'
import { aResponder } from '../testing/a-responder'
import { createOcspClient } from './ocsp-client'

const read = (pem: string) => new X509Certificate(pem)

async function aContract() {
  const root = await anAuthority('MO root')
  const leaf = await root.issue({ use: 'contract', subject: { commonName: 'SELAD0000001X' } })
  return { root, leaf: read(leaf.certificate), hash: certificateHash(read(leaf.certificate), read(root.certificate)) }
}

test.each(['good', 'revoked', 'unknown'] as const)(
  'S-23: a responder says %s, signed by the issuer',
  async (status) => {
    const { root, hash } = await aContract()
    const responder = await aResponder(root, status)
    const client = createOcspClient({ allowedHosts: ['127.0.0.1'] })
    const answer = await client.ask(responder.url, hash)
    expect(answer?.status).toBe(status)
    expect(await isOcspSignedFor(answer!.der, [read(root.certificate)], [])).toBe(true)
    const other = await anAuthority('MO root')
    expect(await isOcspSignedFor(answer!.der, [read(other.certificate)], [])).toBe(false)
  },
)

test('an answer is kept as long as the responder says, a failure for a minute', async () => {
  const { root, hash } = await aContract()
  const responder = await aResponder(root)
  let now = Date.now()
  const client = createOcspClient({ allowedHosts: ['127.0.0.1'], now: () => now })
  await Promise.all([client.ask(responder.url, hash), client.ask(responder.url, hash)])
  expect(responder.asked).toBe(1)
  now += HOUR_MS / 2
  expect((await client.ask(responder.url, hash))?.status).toBe('good')
  expect(responder.asked).toBe(1)
  now += HOUR_MS
  responder.status = 'revoked'
  expect((await client.ask(responder.url, hash))?.status).toBe('revoked')
  expect(responder.asked).toBe(2)
})

test('S-23: what is kept has its limit in bytes, and the oldest go first', async () => {
  const { root, hash } = await aContract()
  const responder = await aResponder(root)
  const client = createOcspClient({ allowedHosts: ['127.0.0.1'], mostKeptBytes: 5_000 })
  const urls = Array.from({ length: 10 }, (_, number) => `${responder.url}/${number}`)
  for (const url of urls) await client.ask(url, hash)
  expect(responder.asked).toBe(10)
  await client.ask(urls[9]!, hash)
  expect(responder.asked).toBe(10)
  await client.ask(urls[0]!, hash)
  expect(responder.asked).toBe(11)
})

test('S-24: what is not on the public internet is not called, whatever it is called', async () => {
  const { root, hash } = await aContract()
  const responder = await aResponder(root)
  const { port } = new URL(responder.url)
  const client = createOcspClient({ allowedHosts: [] })
  for (const url of [
    responder.url,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://2130706433:${port}/`,
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'http://user:password@127.0.0.1/',
    'nonsense',
  ]) {
    expect(await client.ask(url, hash), url).toBeNull()
  }
  expect(responder.asked).toBe(0)
})

test('a redirect is not followed, and neither nonsense nor too much is an answer', async () => {
  const { hash, root } = await aContract()
  const responder = await aResponder(root)
  const answers = ['', 'nonsense', 'x'.repeat(200_000)]
  const server = createServer((_request, response) => {
    const body = answers.shift()
    if (body === undefined) response.writeHead(302, { Location: responder.url }).end()
    else response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = createOcspClient({ allowedHosts: ['127.0.0.1'] })
  for (const path of ['/a', '/b', '/c', '/d']) expect(await client.ask(url + path, hash)).toBeNull()
  expect(responder.asked).toBe(0)
  server.close()
})

test.each([
  ['8.8.8.8', true],
  ['2a00:1450:400f::1', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['0.0.0.0', false],
  ['::1', false],
  ['::ffff:10.0.0.1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['64:ff9b::7f00:1', false],
  ['example.com', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})
