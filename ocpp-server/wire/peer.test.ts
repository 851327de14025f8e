import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Exchange } from './exchange'
import type { InboundCall } from './inbound-call'
import { OcppError } from './ocpp-error'
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

describe('answering', () => {
  it('answers at once, by promise, and later', async () => {
    const { station } = linked((call) => {
      if (call.action === 'Now') return { how: 'now' }
      if (call.action === 'Soon') return Promise.resolve({ how: 'soon' })
      queueMicrotask(() => call.replyText('{"how":"later"}'))
    })
    expect(await station.call('Now', {})).toEqual({ how: 'now' })
    expect(await station.call('Soon', {})).toEqual({ how: 'soon' })
    expect(await station.call('Later', {})).toEqual({ how: 'later' })
  })

  it('gives the handler the payload as sent and the time it took', () => {
    peer().receive('[2,"1","MeterValues",{"v":1.50}]')
    clock.pass(12)
    expect(calls[0]!.payload).toEqual({ v: 1.5 })
    expect(calls[0]!.payloadText).toBe('{"v":1.50}')
    expect(calls[0]!.receivedAt).toBe(1_000_000)
    expect(calls[0]!.latencyMs()).toBe(12)
  })

  it('W-15 handles CALLs one at a time in order', () => {
    const side = peer()
    for (const id of ['1', '2', '3']) side.receive(heartbeat(id))
    expect(calls.map(({ id }) => id)).toEqual(['1'])
    calls[0]!.reply({})
    expect(calls.map(({ id }) => id)).toEqual(['1', '2'])
    calls[1]!.fail(new OcppError('NotSupported'))
    calls[2]!.reply({})
    expect(sent.map(idOf)).toEqual(['1', '2', '3'])
    expect(side.pendingInbound).toBe(0)
  })

  it('W-15 answers a long line of waiting CALLs without deep recursion', () => {
    let first: InboundCall | undefined
    const side = peer({
      maxInbound: 50_000,
      onCall: (call) => {
        if (first) return {}
        first = call
      },
    })
    for (let id = 0; id < 5000; id++) side.receive(heartbeat(String(id)))
    first!.reply({})
    expect(sent).toHaveLength(5000)
  })

  it('W-16 a flood closes the connection', () => {
    const side = peer({ maxInbound: 3 })
    for (const id of ['1', '2', '3']) side.receive(heartbeat(id))
    expect(onFlood).not.toHaveBeenCalled()
    side.receive(heartbeat('4'))
    side.receive(heartbeat('5'))
    expect(onFlood).toHaveBeenCalledOnce()
  })

  it('W-17 the same frame while pending is handled once and answered twice', () => {
    const side = peer()
    side.receive(heartbeat('1'))
    side.receive(heartbeat('1'))
    expect(calls).toHaveLength(1)
    calls[0]!.reply({ a: 1 })
    expect(sent).toEqual(['[3,"1",{"a":1}]', '[3,"1",{"a":1}]'])
    expect(calls).toHaveLength(1)
  })

  it('W-18 the same frame after its answer gets the same answer', () => {
    const side = peer({
      onCall: (call) => {
        calls.push(call)
        return { n: calls.length }
      },
    })
    side.receive('[2,"1","StartTransaction",{"meterStart":1}]')
    side.receive('[2,"1","StartTransaction",{"meterStart":1}]')
    expect(sent).toEqual(['[3,"1",{"n":1}]', '[3,"1",{"n":1}]'])
    expect(exchanges).toMatchObject([{ errorCode: 'Repeated', action: 'StartTransaction', messageId: '1' }])
    side.receive('[2,"1","StartTransaction",{"meterStart":2}]')
    expect(sent[2]).toBe('[3,"1",{"n":2}]')
  })

  it('W-18 remembers 16 answers for five minutes', () => {
    const side = peer({
      onCall: (call) => {
        calls.push(call)
        return {}
      },
    })
    for (let id = 0; id < 17; id++) side.receive(heartbeat(String(id)))
    side.receive(heartbeat('1'))
    expect(calls).toHaveLength(17)
    side.receive(heartbeat('0'))
    expect(calls).toHaveLength(18)
    clock.pass(5 * 60_000 + 1)
    side.receive(heartbeat('16'))
    expect(calls).toHaveLength(19)
  })

  it('W-18 a CALL answered with an error is tried again', () => {
    let isBroken = true
    const side = peer({
      onCall: () => {
        if (isBroken) throw new OcppError('InternalError', 'database away')
        return {}
      },
    })
    side.receive(heartbeat('1'))
    isBroken = false
    side.receive(heartbeat('1'))
    expect(sent).toEqual(['[4,"1","InternalError","database away",{}]', '[3,"1",{}]'])
  })

  it('W-19 two connections never share ids', () => {
    const [one, two] = [peer(), peer()]
    one.receive(heartbeat('1'))
    two.receive(heartbeat('1'))
    expect(calls).toHaveLength(2)
  })

  it('W-20 a failing handler is answered and the next CALL is handled', async () => {
    const onHandlerError = vi.fn()
    const { station } = linked((call) => {
      if (call.action === 'Bug') throw new TypeError('secret')
      if (call.action === 'Later') return Promise.reject(new OcppError('PropertyConstraintViolation', 'too long'))
      if (call.action === 'Loop') return { size: 1n }
      return {}
    })
    const side = peer({
      version: 'ocpp2.0.1',
      onHandlerError,
      onCall: () => {
        throw new Error('secret')
      },
    })
    side.receive(heartbeat('1'))
    expect(sent).toEqual(['[4,"1","InternalError","The message could not be handled.",{}]'])
    expect(onHandlerError).toHaveBeenCalledOnce()
    await expect(station.call('Bug', {})).rejects.toMatchObject({ code: 'InternalError', reason: 'error' })
    await expect(station.call('Loop', {})).rejects.toMatchObject({ code: 'InternalError' })
    await expect(station.call('Later', {})).rejects.toMatchObject({ code: 'PropertyConstraintViolation' })
    await expect(station.call('Fine', {})).resolves.toEqual({})
  })

  it('W-22 only the first answer is sent', () => {
    peer().receive(heartbeat('1'))
    calls[0]!.reply({})
    calls[0]!.reply({ again: true })
    calls[0]!.fail(new OcppError('InternalError'))
    expect(sent).toEqual(['[3,"1",{}]'])
  })
})

describe('unreadable frames', () => {
  it('W-4 W-5 are answered as the version allows, and logged', () => {
    peer({ version: 'ocpp1.6' }).receive('garbage')
    expect(sent).toEqual([])
    expect(exchanges).toMatchObject([
      { direction: 'in', action: '', request: 'garbage', errorCode: 'FormationViolation' },
    ])
    peer({ version: 'ocpp1.6' }).receive('[2,"7","Heartbeat",{]')
    peer({ version: 'ocpp2.0.1' }).receive('garbage')
    peer({ version: 'ocpp2.0.1' }).receive('[2,"7","Heartbeat",[]]')
    expect(sent).toEqual([
      '[4,"7","FormationViolation","Not valid JSON",{}]',
      '[4,"-1","RpcFrameworkError","Not valid JSON",{}]',
      '[4,"7","FormatViolation","Payload is not an object",{}]',
    ])
  })

  it('W-3 unknown message types are logged, not answered', () => {
    peer({ version: 'ocpp2.0.1' }).receive('[6,"7","NotifyPeriodicEventStream",{}]')
    expect(sent).toEqual([])
    expect(calls).toEqual([])
    expect(exchanges).toMatchObject([{ errorCode: 'Ignored' }])
  })
})
