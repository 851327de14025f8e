import { once } from 'node:events'
import { WebSocket } from 'ws'
import { Harm } from './fuzz-station'

const EVERY_MS = 100
const ANSWER_WITHIN_MS = 30_000

export type ControlStation = Awaited<ReturnType<typeof controlStation>>

/** A station that only asks the time, and is to be answered as if nobody else were there. */
export async function controlStation(url: string, identity: string) {
  const socket = new WebSocket(`${url}/${identity}`, ['ocpp2.0.1'], { handshakeTimeout: ANSWER_WITHIN_MS })
  await once(socket, 'open')
  socket.on('error', () => undefined) // 'close' follows, and says it
  let asked = 0
  let askedAt = 0
  let isAnswered = true
  let slowestMs = 0
  let harm: Harm | null = null
  const blame = (what: string) => {
    harm ??= new Harm(`the station that did nothing wrong was disturbed: ${what}`)
  }
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString()) as unknown[]
    if (frame[0] === 2) return // the gateway may ask; it is not answered, and that is its affair
    const isRight = frame[0] === 3 && frame[1] === `control-${asked}`
    const hasTime = typeof (frame[2] as { currentTime?: unknown } | null)?.currentTime === 'string'
    if (!isRight || !hasTime) blame(`it was answered ${data.toString()}`)
    slowestMs = Math.max(slowestMs, performance.now() - askedAt)
    isAnswered = true
  })
  let isOver = false
  socket.on('close', (code) => isOver || blame(`it was disconnected (${code})`))
  const timer = setInterval(() => {
    if (!isAnswered) {
      if (performance.now() - askedAt > ANSWER_WITHIN_MS) blame('it was not answered')
      return
    }
    isAnswered = false
    askedAt = performance.now()
    socket.send(JSON.stringify([2, `control-${++asked}`, 'Heartbeat', {}]))
  }, EVERY_MS)
  const check = () => {
    if (harm !== null) throw harm
  }
  return {
    /** @throws Harm */
    check,
    /** Waits for the last answer. @returns the longest wait, milliseconds @throws Harm */
    async done(): Promise<number> {
      clearInterval(timer)
      for (let waited = 0; !isAnswered && waited < ANSWER_WITHIN_MS; waited += 50)
        await new Promise((resolve) => setTimeout(resolve, 50))
      if (!isAnswered) blame('it was not answered')
      check()
      return slowestMs
    },
    close() {
      isOver = true
      clearInterval(timer)
      socket.terminate()
    },
  }
}
