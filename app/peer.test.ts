import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { isDirectLoopback, markPeer } from './peer'

const asked = (remoteAddress: string, headers: Record<string, string>, trustProxy = false) => {
  const request = {
    headers: { host: 'localhost:3000', ...headers },
    socket: { remoteAddress },
  } as unknown as IncomingMessage
  markPeer(request, trustProxy)
  return new Request('http://localhost:3000/metrics', { headers: request.headers as Record<string, string> })
}

describe('markPeer', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('knows a program on this machine: %s', (address) => {
    expect(isDirectLoopback(asked(address, {}))).toBe(true)
  })

  it.each([
    ['another machine', '10.0.0.7', {}],
    ['another machine that claims to be this one', '10.0.0.7', { 'x-forwarded-for': '127.0.0.1' }],
    ['another machine that sends our own mark', '10.0.0.7', { 'x-laddvakt-direct-loopback': '1' }],
    ['somebody behind a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }],
    ['a web page whose name was pointed at this machine', '127.0.0.1', { host: 'evil.example' }],
  ])('does not take for one: %s', (_who, address, headers) => {
    expect(isDirectLoopback(asked(address, headers as Record<string, string>))).toBe(false)
  })

  it('replaces a claimed address by the real one unless a proxy is trusted', () => {
    const claim = { 'x-forwarded-for': '198.51.100.1' }
    expect(asked('10.0.0.7', claim).headers.get('x-forwarded-for')).toBe('10.0.0.7')
    expect(asked('10.0.0.7', claim, true).headers.get('x-forwarded-for')).toBe('198.51.100.1')
  })
})
