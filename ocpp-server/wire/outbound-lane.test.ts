import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Exchange } from './exchange'
import type { InboundCall } from './inbound-call'
import { CallFailure } from './ocpp-error'
import { createPeer, type PeerOptions } from './peer'
import { FakeClock } from './testing/fake-clock'

let clock: FakeClock
let sent: string[]
let calls: InboundCall[]
let exchanges: Exchange[]
const onFlood = vi.fn()

function peer(options: Partial<PeerOptions> = {}) {
  return createPeer({
    version: 'ocpp1.6',
    send: (text) => void sent.push(text),
    onCall: (call) => void calls.push(call),
    onFlood,
    onExchange: (exchange) => void exchanges.push(exchange),
    callTimeoutMs: 30_000,
    clock,
    ...options,
  })
}
const idOf = (text: string | undefined): string => JSON.parse(text!)[1]
const heartbeat = (id: string) => `[2,"${id}","Heartbeat",{}]`

beforeEach(() => {
  clock = new FakeClock()
  sent = []
  calls = []
  exchanges = []
  onFlood.mockReset()
})

/** Two peers joined back to back: what one sends the other receives. */
function linked(onCall: PeerOptions['onCall'], stationOnCall: PeerOptions['onCall'] = () => ({})) {
  const central = peer({ send: (text) => station.receive(text), onCall })
  const station = peer({ send: (text) => central.receive(text), onCall: stationOnCall })
  return { central, station }
}

describe('calling', () => {
  it('W-11 crossed CALLs never block each other', async () => {
    const order: string[] = []
    const { central, station } = linked(
      (call) => {
        order.push(call.action)
        return {}
      },
      async () => {
        // The station asks something itself before it answers.
        await station.call('Heartbeat', {})
        order.push('answering')
        return { status: 'Accepted' }
      },
    )
    expect(await central.call('Reset', { type: 'Soft' })).toEqual({ status: 'Accepted' })
    expect(order).toEqual(['Heartbeat', 'answering'])
  })

  it('W-12 one CALL in flight, the rest in order, with a limit', async () => {
    const side = peer({ maxOutbound: 2 })
    const first = side.call('A', {})
    const second = side.call('B', {})
    await expect(side.call('C', {})).rejects.toMatchObject({ reason: 'queue-full' })
    expect(sent.map((text) => JSON.parse(text)[2])).toEqual(['A'])
    side.receive(`[3,"${idOf(sent[0])}",{"n":1}]`)
    expect(sent.map((text) => JSON.parse(text)[2])).toEqual(['A', 'B'])
    side.receive(`[3,"${idOf(sent[1])}",null]`)
    expect(await first).toEqual({ n: 1 })
    expect(await second).toEqual({})
    expect(side.pendingOutbound).toBe(0)
  })

  it('W-9 is asked in the moment it would leave whether it may: kept back it is never sent, and the next goes', async () => {
    const side = peer()
    const first = side.call('First', {})
    let why: Error | null = null
    const kept = side.call('Kept', {}, { keptBackBy: () => why })
    const next = side.call('Next', {})
    why = new Error('somebody came')
    side.receive(`[3,"${idOf(sent[0])}",{}]`)
    await expect(kept).rejects.toBe(why)
    await first
    expect(sent.map((text) => JSON.parse(text)[2])).toEqual(['First', 'Next'])
    side.receive(`[3,"${idOf(sent[1])}",{}]`)
    await next
  })

  it('W-13 times out from sending, sends the next, ignores the late answer', async () => {
    const side = peer()
    const onSent = vi.fn()
    const slow = side.call('Slow', { a: 1 })
    clock.pass(20_000)
    const next = side.call('Next', {}, { timeoutMs: 1000, onSent })
    expect(onSent).not.toHaveBeenCalled()
    clock.pass(10_000)
    await expect(slow).rejects.toEqual(new CallFailure('timeout', 'Timeout'))
    expect(onSent).toHaveBeenCalledWith(idOf(sent[1]))
    side.receive(`[3,"${idOf(sent[0])}",{}]`)
    expect(exchanges).toMatchObject([
      { direction: 'out', action: 'Slow', request: '{"a":1}', response: null, errorCode: 'Timeout', latencyMs: 30_000 },
      { direction: 'in', action: '', errorCode: 'Unexpected' },
    ])
    clock.pass(1000)
    await expect(next).rejects.toMatchObject({ reason: 'timeout' })
  })

  it('W-14 a CALLERROR or an unreadable answer fails the CALL', async () => {
    const side = peer()
    const refused = side.call('A', {})
    side.receive(`[4,"${idOf(sent[0])}","NotImplemented","never heard",{"x":1}]`)
    await expect(refused).rejects.toMatchObject({ reason: 'error', code: 'NotImplemented', details: { x: 1 } })
    const spoiled = side.call('B', {})
    side.receive(`[3,"${idOf(sent[1])}",[]]`)
    await expect(spoiled).rejects.toMatchObject({ reason: 'error', code: 'FormationViolation' })
    expect(exchanges).toMatchObject([{ errorCode: 'NotImplemented' }, { errorCode: 'FormationViolation' }])
  })

  it('logs an answered CALL with its payload as sent', () => {
    const side = peer()
    void side.call('GetConfiguration', { key: [] })
    clock.pass(7)
    side.receive(`[3,"${idOf(sent[0])}",{"v": 1.50}]`)
    expect(exchanges).toEqual([
      {
        direction: 'out',
        messageId: idOf(sent[0]),
        action: 'GetConfiguration',
        request: '{"key":[]}',
        response: '{"v": 1.50}',
        errorCode: null,
        at: 1_000_000,
        latencyMs: 7,
      },
    ])
  })

  it('W-21 closing fails what waits and drops answers', async () => {
    const side = peer()
    const inFlight = side.call('A', {})
    const waiting = side.call('B', {})
    side.receive(heartbeat('1'))
    side.receive(heartbeat('2'))
    side.close()
    calls[0]!.reply({})
    await expect(inFlight).rejects.toMatchObject({ reason: 'disconnected' })
    await expect(waiting).rejects.toMatchObject({ reason: 'disconnected' })
    await expect(side.call('C', {})).rejects.toMatchObject({ reason: 'disconnected' })
    expect(sent).toHaveLength(1)
    expect(calls).toHaveLength(1)
    clock.pass(60_000)
    expect(exchanges).toMatchObject([{ action: 'A', errorCode: 'Disconnected' }])
  })
})
