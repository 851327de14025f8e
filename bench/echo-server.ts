import { WebSocketServer } from 'ws'

/** The yardstick: a bare `ws` server that sends every frame back. What the machine can do with no work at all. */
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, backlog: 4096 })
server.on('connection', (socket) => socket.on('message', (data) => socket.send(data.toString())))
server.on('listening', () => process.send?.({ ready: true, port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit(0))
