import { RPCClient } from 'ocpp-rpc'
import { afterEach, expect } from 'vitest'
import type { ClientOptions } from 'ws'
import type { Direction, OcppVersion } from '../../lib/ocpp-schemas/official'
import { strictFault } from '../../lib/ocpp-schemas/strict-fault'
import type { Gateway } from '../gateway'
import { aRawStation } from '../testing/test-gateway'

export type Payload = Record<string, unknown>

/** A CALL of the gateway's that waits for the station's answer. */
export interface HeardCall {
  readonly action: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into payloads of every shape
  readonly payload: any
  answer(payload: Payload): void
  refuse(code: string, description?: string): void
}

/** One side of a real socket that neither sends nor takes what breaks the official schemas. */
export interface StrictStation {
  /** Sends a CALL and gives the CALLRESULT's payload. @throws when the answer is a CALLERROR (its `code` names it) */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into payloads of every shape
  says(action: string, payload?: Payload): Promise<any>
  /** The error code of the CALLERROR that a CALL is answered with. */
  isRefused(action: string, payload?: Payload): Promise<string>
  /** The next CALL of the gateway's, in the order they came; fails when it is another action or none comes within 5 s. */
  hears(action: string): Promise<HeardCall>
  /** No CALL of the gateway's is waiting to be heard. */
  readonly isUndisturbed: boolean
  close(): Promise<void>
}

export interface Connect {
  readonly version: OcppVersion
  readonly identity: string
  readonly password?: string | Buffer
  /** Calls the encrypted port, with these TLS options. */
  readonly tls?: ClientOptions
}

/**
 * Connects a station: 1.6 and 2.0.1 through somebody else's OCPP client in strict mode, so that we are not only right in our own
 * eyes; 2.1, which that client does not speak, through a bare socket with the official schemas. @throws when refused
 */
export const connectStrict = (gateway: Gateway, connect: Connect): Promise<StrictStation> =>
  connect.version === 'ocpp2.1' ? ours(gateway, connect) : thirdParty(gateway, connect)

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function thirdParty(gateway: Gateway, { version, identity, password, tls }: Connect): Promise<StrictStation> {
  const client = new RPCClient({
    endpoint: tls ? `wss://127.0.0.1:${gateway.tlsPort}/ocpp` : `ws://127.0.0.1:${gateway.port}/ocpp`,
    wsOpts: tls ?? {},
    identity,
    password: password ?? null,
    protocols: [version],
    strictMode: true,
    reconnect: false,
    // Its types ask for every option; the program has defaults.
  } as ConstructorParameters<typeof RPCClient>[0])
  const calls = queue()
  client.handle(
    ({ method, params }) =>
      new Promise((resolve, reject) => {
        calls.push({
          action: method ?? '',
          payload: params,
          answer: resolve,
          refuse: (code, description = '') =>
            reject(Object.assign(new Error(description), { rpcErrorCode: code, details: {} })),
        })
      }),
  )
  await client.connect()
  const close = () => client.close({ force: true } as never)
  open.push(close)
  return {
    says: (action, payload = {}) => client.call(action, payload),
    isRefused: (action, payload = {}) =>
      client.call(action, payload).then(
        (answer) => expect.fail(`${action} was answered ${JSON.stringify(answer)}`),
        (error: { rpcErrorCode?: string }) => error.rpcErrorCode ?? String(error),
      ),
    hears: calls.next,
    get isUndisturbed() {
      return calls.isEmpty()
    },
    close: async () => void (await close()),
  }
}

async function ours(gateway: Gateway, { version, identity, password, tls }: Connect): Promise<StrictStation> {
  const station = await aRawStation(gateway, identity, { protocols: [version], password, tls })
  const check = (action: string, direction: Direction, payload: unknown) =>
    expect(strictFault(version, action, direction, payload), `${action} ${direction}`).toBeNull()
  const calls = queue()
  void (async () => {
    for (;;) {
      const [, id, action, payload] = await station.nextCall()
      calls.push({
        action,
        payload,
        answer(answer) {
          check(action, 'response', answer)
          station.answer(id, answer)
        },
        refuse: (code, description = '') => station.send([4, id, code, description, {}]),
      })
    }
  })()
  async function call(action: string, payload: Payload) {
    check(action, 'request', payload)
    return station.call(action, payload)
  }
  return {
    async says(action, payload = {}) {
      const [type, , answer] = await call(action, payload)
      expect(type, `${action}: ${JSON.stringify(answer)}`).toBe(3)
      check(action, 'response', answer)
      return answer
    },
    async isRefused(action, payload = {}) {
      const [type, , code] = await call(action, payload)
      expect(type).toBe(4)
      return String(code)
    },
    async hears(action) {
      const heard = await calls.next(action)
      check(action, 'request', heard.payload)
      return heard
    },
    get isUndisturbed() {
      return calls.isEmpty()
    },
    close: async () => station.socket.terminate(),
  }
}

/** Calls heard and not yet looked at. */
function queue() {
  const heard: HeardCall[] = []
  let wanted: ((call: HeardCall) => void) | null = null
  return {
    isEmpty: () => heard.length === 0,
    push(call: HeardCall) {
      if (wanted) wanted(call)
      else heard.push(call)
      wanted = null
    },
    async next(action: string): Promise<HeardCall> {
      const call =
        heard.shift() ??
        (await new Promise<HeardCall>((resolve, reject) => {
          const timer = setTimeout(() => {
            wanted = null
            reject(new Error(`no ${action} came`))
          }, 5_000)
          wanted = (call) => {
            clearTimeout(timer)
            resolve(call)
          }
        }))
      expect(call.action).toBe(action)
      return call
    },
  }
}
