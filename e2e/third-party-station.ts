import { RPCClient } from 'ocpp-rpc'

type Payload = Record<string, unknown>

/** A command the station was sent and has answered. */
export interface Heard {
  readonly action: string
  readonly payload: Payload
}

/**
 * A station made of somebody else's OCPP client in strict mode: it refuses to send and to take what breaks the official schemas,
 * so that we are not only right in our own eyes.
 */
export class ThirdPartyStation {
  readonly #client: RPCClient
  readonly heard: Heard[] = []

  constructor(
    readonly identity: string,
    readonly protocol: 'ocpp1.6' | 'ocpp2.0.1',
    options: { readonly ocppUrl: string; readonly password?: string },
  ) {
    this.#client = new RPCClient({
      endpoint: options.ocppUrl,
      identity,
      password: options.password ?? null,
      protocols: [protocol],
      strictMode: true,
      reconnect: false,
      // Its types ask for every option; the program has defaults.
    } as ConstructorParameters<typeof RPCClient>[0])
  }

  async connect(): Promise<void> {
    await this.#client.connect()
  }

  /** @throws when the answer breaks the schema or is a CALLERROR */
  call(action: string, payload: Payload): Promise<Payload> {
    return this.#client.call(action, payload) as Promise<Payload>
  }

  /** Answers a command; what it does afterwards it does on its own. */
  answers(action: string, answer: (payload: Payload) => Payload, then?: (payload: Payload) => Promise<unknown>): void {
    this.#client.handle(action, async ({ params = {} }) => {
      this.heard.push({ action, payload: params })
      // After the answer has left, as a real station does.
      if (then) setImmediate(() => void then(params))
      return answer(params)
    })
  }

  async close(): Promise<void> {
    await this.#client.close()
  }
}
