import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { closeAll, closedLoop, offeredLoad, openStations } from './load'

let server: WebSocketServer
let sockets: WebSocket[] = []
/** What the server does with a frame, once it may. */
let answer: (reply: () => void, hangUp: () => void) => void

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const [, id, action] = JSON.parse(data.toString()) as [number, string, string]
      const result = action === 'StartTransaction' ? { transactionId: 1 } : {}
      const reply = () => socket.send(JSON.stringify([3, id, result]))
      answer(reply, () => socket.terminate())
    }),
  )
  await new Promise<void>((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  sockets = await openStations(2, (station) => `ws://127.0.0.1:${port}/${station}`)
})
afterEach(async () => {
  closeAll(sockets)
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

it('a message that finds every station waiting is late, not forgotten', async () => {
  const held: (() => void)[] = []
  let isHeld = true
  answer = (reply) => (isHeld ? void held.push(reply) : reply())
  setTimeout(() => {
    isHeld = false
    for (const reply of held) reply()
  }, 200)
  const { answered, p99Ms } = await offeredLoad(sockets, 'TOKEN', 100, 400)
  expect(answered).toBeGreaterThan(20) // 40 were offered; two could be under way at a time
  expect(p99Ms).toBeGreaterThan(100)
})

it('a connection that breaks is an error', async () => {
  let frames = 0
  answer = (reply, hangUp) => (++frames === 5 ? hangUp() : reply())
  expect((await closedLoop(sockets, 'TOKEN', 0, 50)).errors).toBe(1)
})
