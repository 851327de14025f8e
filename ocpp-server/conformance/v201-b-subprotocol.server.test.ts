import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { db } from '../../lib/db/client'
import { aStation } from '../../lib/db/testing/fixtures'
import { aGateway } from '../testing/test-gateway'

test('TC_B_58_CSMS WebSocket Subprotocol validation', async () => {
  const gateway = await aGateway()
  const { identity, id: stationId } = await aStation()
  const offering = async (...versions: string[]) => {
    const socket = new WebSocket(`ws://127.0.0.1:${gateway.port}/ocpp/${identity}`, versions)
    await once(socket, 'open')
    return socket
  }
  // The first in the station's list that we speak, whatever stands before it.
  for (const [versions, agreed] of [
    [['ocpp2.0.1'], 'ocpp2.0.1'],
    [['ocpp2.1', 'ocpp2.0.1'], 'ocpp2.1'],
    [['ocpp0.1', 'ocpp2.0.1', 'ocpp1.6'], 'ocpp2.0.1'],
  ] as const) {
    const socket = await offering(...versions)
    expect(socket.protocol).toBe(agreed)
    socket.send('[2,"1","Heartbeat",{}]')
    const [answer] = await once(socket, 'message')
    expect(JSON.parse(String(answer))).toEqual([3, '1', { currentTime: expect.any(String) }])
    const state = await db().stationState.findUniqueOrThrow({ where: { stationId } })
    expect(state.protocol).toBe(agreed)
    socket.terminate()
  }
  // None in common: the handshake is completed without a version, and the socket closed at once.
  const heard = await upgrade(gateway.port, `/ocpp/${identity}`, 'ocpp0.1, soap')
  const [head = ''] = heard.toString('latin1').split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 101 /)
  expect(head.toLowerCase()).not.toContain('sec-websocket-protocol')
  const closing = heard.subarray(head.length + 4)
  expect([closing[0], closing.readUInt16BE(2)]).toEqual([0x88, 1002])
})

/** A handshake by hand, since clients refuse to speak without a version: all the server says until it hangs up. */
async function upgrade(port: number, path: string, versions: string): Promise<Buffer> {
  const socket = connect(port, '127.0.0.1')
  const heard: Buffer[] = []
  socket.on('data', (data) => {
    heard.push(data)
    if (Buffer.concat(heard).includes(Buffer.from([0x03, 0xea]))) socket.end()
  })
  const headers = [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
    `Sec-WebSocket-Protocol: ${versions}`,
  ]
  socket.write(`${headers.join('\r\n')}\r\n\r\n`)
  await once(socket, 'close')
  return Buffer.concat(heard)
}
