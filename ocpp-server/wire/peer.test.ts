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

  it.each([
    ['ocpp1.6', '[6,"7","NotifyPeriodicEventStream",{}]'],
    ['ocpp2.0.1', '[6,"7","NotifyPeriodicEventStream",{}]'],
    ['ocpp2.0.1', '[5,"7","InternalError","",{}]'],
    ['ocpp1.6', '[9,"7","X",{}]'],
  ] as const)('W-3 in %s %s is logged, not answered', (version, frame) => {
    peer({ version }).receive(frame)
    expect(sent).toEqual([])
    expect(calls).toEqual([])
    expect(exchanges).toMatchObject([{ direction: 'in', messageId: '7', request: frame, errorCode: 'Ignored' }])
  })

  it.each(['ocpp2.0.1', 'ocpp2.1'] as const)('V-6 a message type nobody knows is named to a %s station', (version) => {
    peer({ version }).receive('[9,"7","X",{}]')
    peer({ version }).receive('[9]')
    expect(sent.map((text) => JSON.parse(text).slice(0, 3))).toEqual([
      [4, '7', 'MessageTypeNotSupported'],
      [4, '-1', 'MessageTypeNotSupported'],
    ])
    expect(exchanges.map(({ errorCode }) => errorCode)).toEqual(['MessageTypeNotSupported', 'MessageTypeNotSupported'])
  })
})

describe('OCPP 2.1', () => {
  it('V-2 a SEND is handled at once, also beside a CALL, and never answered', () => {
    const station = peer({ version: 'ocpp2.1' })
    station.receive(heartbeat('1'))
    station.receive('[6,"2","NotifyPeriodicEventStream",{"id":1}]')
    station.receive('[6,"3","NotifyPeriodicEventStream",{"id":1}]')
    expect(calls.map(({ id, isSend }) => [id, isSend])).toEqual([
      ['1', false],
      ['2', true],
      ['3', true],
    ])
    calls[1]!.reply({})
    calls[2]!.fail(new OcppError('InternalError'))
    expect(sent).toEqual([])
    calls[0]!.reply({})
    expect(sent).toEqual(['[3,"1",{}]'])
  })

  it('V-2 a handler that throws at a SEND is not told to the station', () => {
    const onCall = () => {
      throw new OcppError('NotImplemented')
    }
    peer({ version: 'ocpp2.1', onCall }).receive('[6,"2","X",{}]')
    expect(sent).toEqual([])
  })

  it('V-2 more than 100 SENDs unhandled: flooded', () => {
    const station = peer({ version: 'ocpp2.1' })
    for (let n = 0; n < 100; n++) station.receive(`[6,"${n}","NotifyPeriodicEventStream",{}]`)
    expect(onFlood).not.toHaveBeenCalled()
    calls[0]!.reply({})
    station.receive('[6,"x","NotifyPeriodicEventStream",{}]')
    expect(onFlood).not.toHaveBeenCalled()
    station.receive('[6,"y","NotifyPeriodicEventStream",{}]')
    expect(onFlood).toHaveBeenCalledOnce()
  })

  it('V-3 an unreadable SEND is logged, not answered', () => {
    peer({ version: 'ocpp2.1' }).receive('[6,"7","NotifyPeriodicEventStream",{"id"')
    expect(sent).toEqual([])
    expect(exchanges).toMatchObject([{ messageId: '7', errorCode: 'RpcFrameworkError', response: null }])
  })

  it('V-4 a CALLRESULTERROR is logged with the CALL whose answer it is about', () => {
    const station = peer({ version: 'ocpp2.1' })
    station.receive(heartbeat('1'))
    calls[0]!.reply({ currentTime: 'now' })
    const error = '[5,"1","FormatViolation","currentTime is no time",{}]'
    station.receive(error)
    station.receive('[5,"2","FormatViolation","",{}]')
    expect(sent).toHaveLength(1)
    expect(exchanges).toMatchObject([
      { direction: 'in', messageId: '1', action: 'Heartbeat', request: error, errorCode: 'FormatViolation' },
      { direction: 'in', messageId: '2', action: '', errorCode: 'Unexpected' },
    ])
  })

  it('V-5 an answer of the station that cannot be read fails our CALL and is told with CALLRESULTERROR', async () => {
    const station = peer({ version: 'ocpp2.1' })
    const answer = station.call('Reset', {})
    const id = idOf(sent.shift())
    station.receive(`[3,"${id}",[]]`)
    await expect(answer).rejects.toMatchObject({ reason: 'error', code: 'FormatViolation' })
    expect(JSON.parse(sent[0]!)).toEqual([5, id, 'FormatViolation', 'Unreadable CALLRESULT', {}])
    station.receive('[3,"unasked",[]]')
    expect(sent).toHaveLength(1)
  })

  it('V-2 we can send one too', () => {
    const { central, station } = { central: peer({ version: 'ocpp2.1' }), station: peer({ version: 'ocpp2.1' }) }
    station.send('NotifyPeriodicEventStream', { id: 1 })
    central.receive(sent.shift()!)
    expect(calls).toMatchObject([{ action: 'NotifyPeriodicEventStream', payload: { id: 1 }, isSend: true }])
  })
})
