import { expect, test, vi } from 'vitest'
import { DEFAULT_LIMITS } from './limits/limits'
import { TokenBucket } from './limits/token-bucket'
import type { StationConnection } from './station-connection'
import { type LineSurroundings, StationLine } from './station-line'

const MIB = 1024 * 1024

function aLine() {
  const socket = {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    send: (text: string) => {
      socket.bufferedAmount += text.length
    },
    close: vi.fn(() => {
      socket.readyState = 2
    }),
    resume: vi.fn(),
    terminate: vi.fn(),
  }
  const strike = vi.fn()
  const limited = vi.fn()
  const gate = { messagesOf: () => new TokenBucket(1, 1, 0), strike }
  const around = { limits: DEFAULT_LIMITS, gate, metrics: { limited: { inc: limited } }, log: { warn: vi.fn() } }
  const connection = { id: 7n, identity: 'CP', remoteAddress: '127.0.0.1', lastHeardAt: 0, socket }
  const line = new StationLine(connection as unknown as StationConnection, around as unknown as LineSurroundings)
  return { line, socket, strike, limited }
}

test('S-33 a station that asks and never reads is sent away, once', () => {
  const { line, socket, strike, limited } = aLine()
  for (let answers = 0; answers < 8; answers++) line.send('x'.repeat(MIB))
  expect(socket.close).not.toHaveBeenCalled()
  for (let answers = 0; answers < 3; answers++) line.send('x'.repeat(MIB))
  expect(socket.close).toHaveBeenCalledExactlyOnceWith(1008, 'answers are not read')
  expect(strike).toHaveBeenCalledOnce()
  expect(limited).toHaveBeenCalledWith({ reason: 'unread' })
})

test('S-33 a flood that came before the connection was recorded, and is one again when it is heard, counts once', () => {
  const { line, socket, strike, limited } = aLine()
  line.onFlood()
  line.onFlood()
  expect(socket.close).toHaveBeenCalledExactlyOnceWith(1008, 'too many unanswered messages')
  expect(strike).toHaveBeenCalledOnce()
  expect(limited).toHaveBeenCalledExactlyOnceWith({ reason: 'flood' })
})
