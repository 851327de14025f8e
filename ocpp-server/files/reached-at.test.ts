import type { IncomingMessage } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

const request = (headers: Record<string, string>, socket: object = {}) =>
  ({ headers, socket: { localAddress: '10.0.0.1', localPort: 9000, ...socket } }) as unknown as IncomingMessage

async function reachedAt(asked: IncomingMessage, settings: Record<string, string> = {}): Promise<string> {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  const { reachedAt } = await import('./reached-at')
  return reachedAt(asked)
}

const TLS = { encrypted: true }
const PROXY = { TRUST_PROXY: 'true' }

test.each<[string, Record<string, string>, object, Record<string, string>, string]>([
  ['as it called us', { host: 'ocpp.example.com:9000' }, {}, {}, 'http://ocpp.example.com:9000'],
  ['encrypted when it called so', { host: 'ocpp.example.com' }, TLS, {}, 'https://ocpp.example.com'],
  ['an address of numbers', { host: '[fd00::1]:9000' }, {}, {}, 'http://[fd00::1]:9000'],
  ['no name', {}, {}, {}, 'http://10.0.0.1:9000'],
  ['no name at all', { host: 'a b/../c' }, {}, {}, 'http://10.0.0.1:9000'],
  [
    'what is set goes before',
    { host: 'x' },
    {},
    { FILES_URL: 'https://files.example.com' },
    'https://files.example.com',
  ],
  ['what a proxy says', { host: 'a', 'x-forwarded-proto': 'https' }, {}, PROXY, 'https://a'],
  ['and under which name', { host: 'a', 'x-forwarded-host': 'b' }, {}, PROXY, 'http://b'],
  ['but only one of ours', { host: 'a', 'x-forwarded-proto': 'https' }, {}, {}, 'http://a'],
])('F-9 where a station finds its files: %s', async (_word, headers, socket, settings, expected) => {
  expect(await reachedAt(request(headers, socket), settings)).toBe(expected)
})
