import type { WebSocket } from 'ws'

/** A station that was sent away and does not go is hung up on. */
const GOES_WITHIN_MS = 2_000

/** Closes with a reason, and hangs up on who does not finish the closing handshake: a dead socket never does. */
export function hangUp(socket: WebSocket, code: number, why: string): void {
  socket.close(code, why)
  socket.resume() // its own close frame may wait in the line
  setTimeout(() => socket.terminate(), GOES_WITHIN_MS).unref()
}
