import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callText, errorText, MAX_FRAME_LENGTH, parseFrame, payloadText, resultText } from './frame'
import { readErrorCode } from './ocpp-error'

describe('parseFrame', () => {
  it('W-1 reads the three kinds of frame', () => {
    expect(parseFrame('[2,"a1","Heartbeat",{}]')).toEqual({ kind: 'call', id: 'a1', action: 'Heartbeat', payload: {} })
    expect(parseFrame('[3,"a1",{"status":"Accepted"}]')).toEqual({
      kind: 'result',
      id: 'a1',
      payload: { status: 'Accepted' },
    })
    expect(parseFrame('[4,"a1","NotSupported","no",{"x":1}]')).toEqual({
      kind: 'error',
      id: 'a1',
      code: 'NotSupported',
      description: 'no',
      details: { x: 1 },
    })
  })

  it.each(['[2,"a1","Heartbeat",null]', '[2,"a1","Heartbeat"]', ' [ 2 , "a1" , "Heartbeat" , {} ] '])(
    'W-2 takes a missing payload for {}: %s',
    (text) => {
      expect(parseFrame(text)).toEqual({ kind: 'call', id: 'a1', action: 'Heartbeat', payload: {} })
    },
  )

  it('W-2 takes a CALLERROR without its last parts', () => {
    expect(parseFrame('[4,"a1"]')).toEqual({
      kind: 'error',
      id: 'a1',
      code: 'GenericError',
      description: '',
      details: {},
    })
    expect(parseFrame('[4,"a1","InternalError","",null]')).toMatchObject({ code: 'InternalError', details: {} })
  })

  it.each([0, 7, 99, 2.5])('W-3 makes nothing of message type %s', (messageType) => {
    expect(parseFrame(`[${messageType},"a1","X",{}]`)).toEqual({ kind: 'ignored', messageType, id: 'a1' })
  })

  it('V-1 reads SEND and CALLRESULTERROR', () => {
    expect(parseFrame('[6,"s1","NotifyPeriodicEventStream",{"id":1}]')).toEqual({
      kind: 'send',
      id: 's1',
      action: 'NotifyPeriodicEventStream',
      payload: { id: 1 },
    })
    expect(parseFrame('[5,"a1","FormatViolation","no","x"]')).toEqual({
      kind: 'result-error',
      id: 'a1',
      code: 'FormatViolation',
      description: 'no',
      details: {},
    })
    expect(parseFrame('[6,"s1","X",[]]')).toMatchObject({ kind: 'fault', of: 'send', id: 's1' })
    expect(parseFrame('[5,{}]')).toMatchObject({ kind: 'fault', of: 'result-error', id: null })
  })

  it.each([
    ['[3,"a1",{"status"', 'result', 'a1'],
    ['[4,"a1","Int', 'error', 'a1'],
    ['[5,"a1"', 'result-error', 'a1'],
    ['[6,"a1","X",{', 'send', 'a1'],
    ['[3,', 'result', null],
  ])('V-3 knows what the broken frame %s was meant to be', (text, of, id) => {
    expect(parseFrame(text)).toMatchObject({ kind: 'fault', of, id })
  })

  it.each([
    ['', null],
    ['nonsense', null],
    ['{}', null],
    ['[]', null],
    ['["2","a1","X",{}]', null],
    ['[2,"a1","Heartbeat",{]', 'a1'],
    ['[2,"a1","Heartbeat",{}', 'a1'],
    ['[2,"a1",7,{}]', 'a1'],
    ['[2,"a1"]', 'a1'],
  ])('W-4 names the fault of %s', (text, id) => {
    expect(parseFrame(text)).toMatchObject({ kind: 'fault', id, of: 'call', code: 'RpcFrameworkError' })
  })

  it('W-5 reads odd ids, and says when it cannot', () => {
    expect(parseFrame('[2,17,"Heartbeat",{}]')).toMatchObject({ kind: 'call', id: '17' })
    expect(parseFrame(`[2,"${'x'.repeat(255)}","Heartbeat",{}]`)).toMatchObject({ kind: 'call' })
    for (const id of ['null', '""', '{}', `"${'x'.repeat(256)}"`]) {
      expect(parseFrame(`[2,${id},"Heartbeat",{}]`)).toMatchObject({ kind: 'fault', id: null })
    }
  })

  it.each(['[]', '"x"', '7', 'true'])('W-6 refuses the payload %s', (payload) => {
    expect(parseFrame(`[2,"a1","Heartbeat",${payload}]`)).toMatchObject({
      kind: 'fault',
      id: 'a1',
      action: 'Heartbeat',
      code: 'FormatViolation',
    })
  })

  it('W-6 an answer that cannot be read is a fault of an answer', () => {
    expect(parseFrame('[3,"a1",[]]')).toMatchObject({ kind: 'fault', id: 'a1', of: 'result' })
    expect(parseFrame('[4]')).toMatchObject({ kind: 'fault', id: null, of: 'error' })
  })

  it('W-7 limits length and depth', () => {
    const long = `[2,"a1","DataTransfer",{"data":"${'x'.repeat(MAX_FRAME_LENGTH)}"}]`
    expect(parseFrame(long)).toMatchObject({ kind: 'fault' })
    const nested = (depth: number) => `[2,"a1","DataTransfer",{"data":${'['.repeat(depth)}${']'.repeat(depth)}}]`
    expect(parseFrame(nested(62))).toMatchObject({ kind: 'call' })
    expect(parseFrame(nested(63))).toMatchObject({ kind: 'fault', id: 'a1' })
    expect(parseFrame(`[2,"a1","DataTransfer",{"data":"${'[{\\"'.repeat(100)}"}]`)).toMatchObject({ kind: 'call' })
  })

  it('W-8 removes what PostgreSQL cannot store, and nothing else', () => {
    const text = String.raw`[2,"a1","DataTransfer",{"data":"a\u0000b\ud800c\ud83d\ude00 \\u0000","deep":["\u0000"]}]`
    expect(parseFrame(text)).toMatchObject({ payload: { data: String.raw`abc😀 \u0000`, deep: [''] } })
  })
})

describe('building', () => {
  it('W-9 spells error codes as the version does', () => {
    expect(errorText('ocpp1.6', 'a', 'FormatViolation')).toBe('[4,"a","FormationViolation","",{}]')
    expect(errorText('ocpp1.6', 'a', 'OccurrenceConstraintViolation')).toContain('"OccurenceConstraintViolation"')
    expect(errorText('ocpp1.6', 'a', 'RpcFrameworkError')).toContain('"FormationViolation"')
    expect(errorText('ocpp2.0.1', 'a', 'FormatViolation', 'why')).toBe('[4,"a","FormatViolation","why",{}]')
    expect(errorText('ocpp2.0.1', null, 'RpcFrameworkError')).toBe('[4,"-1","RpcFrameworkError","",{}]')
    expect(errorText('ocpp2.0.1', 'a', 'OccurrenceConstraintViolation')).toContain('"OccurrenceConstraintViolation"')
  })

  it('W-10 reads every spelling', () => {
    expect(readErrorCode('FormationViolation')).toBe('FormatViolation')
    expect(readErrorCode('OccurenceConstraintViolation')).toBe('OccurrenceConstraintViolation')
    expect(readErrorCode('OccurrenceConstraintViolation')).toBe('OccurrenceConstraintViolation')
    expect(readErrorCode('notimplemented')).toBe('NotImplemented')
    expect(readErrorCode('Whatever')).toBe('GenericError')
  })

  it('W-1 what is built is read back', () => {
    const id = 'a"\\1'
    expect(parseFrame(callText(id, 'Reset', '{"type":"Soft"}'))).toEqual({
      kind: 'call',
      id,
      action: 'Reset',
      payload: { type: 'Soft' },
    })
    expect(parseFrame(resultText(id, '{}'))).toEqual({ kind: 'result', id, payload: {} })
    const error = parseFrame(errorText('ocpp1.6', id, 'InternalError', 'x'.repeat(300), { a: 1 }))
    expect(error).toMatchObject({ kind: 'error', id, description: 'x'.repeat(255), details: { a: 1 } })
  })
})

describe('payloadText', () => {
  it.each([
    ['[2,"a,[1","Met,er",{"v":[1.50,"]"]}]', 3, '{"v":[1.50,"]"]}'],
    [String.raw`[2,"a\",1" , "X\\", {"n":1e3} ]`, 3, '{"n":1e3}'],
    ['[2,"a","X"]', 3, '{}'],
    ['[2,"a","X",null]', 3, '{}'],
    ['[3,"a",{"x":"[,]"}]', 2, '{"x":"[,]"}'],
  ] as const)('cuts the payload out of %s', (text, skip, payload) => {
    expect(payloadText(text, skip)).toBe(payload)
  })
})

describe('whatever comes in', () => {
  it('W-1 never throws, and never loses the id of a CALL it could read', () => {
    const noise = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => `[2,"a1","X",${json}`),
    )
    fc.assert(fc.property(noise, (text) => typeof parseFrame(text).kind === 'string'))
    const id = fc.string({ minLength: 1, maxLength: 36 }).filter((text) => !/[\0\p{Cs}]/u.test(text))
    fc.assert(
      fc.property(id, fc.dictionary(fc.string(), fc.jsonValue()), (messageId, payload) => {
        const json = JSON.stringify(payload)
        const text = callText(messageId, 'DataTransfer', json)
        expect(parseFrame(text)).toMatchObject({ kind: 'call', id: messageId })
        expect(payloadText(text, 3)).toBe(json)
      }),
    )
  })
})
