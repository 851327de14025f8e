import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { strictFault } from '../../lib/ocpp-schemas/strict-fault'
import type { Payload } from '../../ocpp-server/wire/frame'
import type { OcppVersion } from '../../ocpp-server/wire/ocpp-error'
import { createPeer, type Peer } from '../../ocpp-server/wire/peer'

export interface Heard {
  readonly identity: string
  readonly action: string
  readonly payload: Payload
  /** What the official schema says against it; null: nothing. */
  readonly fault: string | null
}

export interface PlainBackend {
  readonly url: string
  readonly heard: Heard[]
  readonly peers: Map<string, Peer>
  /** Authorization header of each identity's newest connection. */
  readonly authorizations: Map<string, string | undefined>
  /** Resolves when a message fits (also one that came before). */
  wait(fits: (heard: Heard) => boolean): Promise<Heard>
  answerWith(action: string, answer: (payload: Payload) => object): void
  close(): Promise<void>
}

/** A back end that believes everything: for testing the simulator alone. */
export async function startPlainBackend(): Promise<PlainBackend> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise<void>((resolve) => server.once('listening', resolve))
  const heard: Heard[] = []
  const waiting = new Set<{ fits(heard: Heard): boolean; resolve(heard: Heard): void }>()
  const peers = new Map<string, Peer>()
  const authorizations = new Map<string, string | undefined>()
  const answers = new Map<string, (payload: Payload) => object>(Object.entries(ACCEPT_ALL))

  server.on('connection', (socket, request) => {
    const identity = decodeURIComponent(request.url?.split('/').at(-1) ?? '')
    const version = socket.protocol as OcppVersion
    const peer = createPeer({
      version,
      send: (text) => socket.send(text),
      onFlood: () => socket.terminate(),
      onCall({ action, payload }) {
        const message = { identity, action, payload, fault: strictFault(version, action, 'request', payload) }
        heard.push(message)
        for (const each of waiting) {
          if (!each.fits(message)) continue
          waiting.delete(each)
          each.resolve(message)
        }
        return answers.get(action)?.(payload) ?? {}
      },
    })
    peers.set(identity, peer)
    authorizations.set(identity, request.headers.authorization)
    socket.on('message', (data) => peer.receive(data.toString()))
    socket.on('close', () => peer.close())
  })

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ocpp`,
    heard,
    peers,
    authorizations,
    wait(fits) {
      const already = heard.find(fits)
      if (already) return Promise.resolve(already)
      return new Promise((resolve) => waiting.add({ fits, resolve }))
    },
    answerWith: (action, answer) => void answers.set(action, answer),
    close() {
      for (const client of server.clients) client.terminate()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

let transactionId = 0
const ACCEPT_ALL: Record<string, () => object> = {
  BootNotification: () => ({ status: 'Accepted', currentTime: new Date().toISOString(), interval: 300 }),
  Heartbeat: () => ({ currentTime: new Date().toISOString() }),
  Authorize: () => ({ idTagInfo: { status: 'Accepted' }, idTokenInfo: { status: 'Accepted' } }),
  StartTransaction: () => ({ transactionId: ++transactionId, idTagInfo: { status: 'Accepted' } }),
  StopTransaction: () => ({}),
  TransactionEvent: () => ({}),
}
