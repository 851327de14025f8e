import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { Fault } from '../fault'
import { compareAnswers, type Difference } from './compare-answers'
import type { Recorded } from './read-recording'

export interface PlayOptions {
  /** Where stations call, without the identity: `ws://127.0.0.1:9000/ocpp`. */
  readonly to: string
  readonly identity: string
  readonly password?: string
  /** 1: in the recorded time; 10: ten times as quick; Infinity: without waiting. */
  readonly speed: number
  onAnswered?(exchange: Recorded, differences: readonly Difference[]): void
}

export interface Played {
  readonly exchange: Recorded
  readonly differences: readonly Difference[]
}

/** A pause in the recording longer than this is not waited for. */
const LONGEST_PAUSE_MS = 60_000
const ANSWER_WITHIN_MS = 30_000
/** A frame that nothing answers: the next one is sent after this. */
const SILENCE_MS = 300

/**
 * Says again to a central system what a station has said, in the same order, each when the one before is answered, and compares the
 * answers. What the central system asks is answered as the station answered the same action in the recording.
 * @throws Fault when the station is not let in or the connection is lost
 */
export async function play(recording: readonly Recorded[], options: PlayOptions): Promise<readonly Played[]> {
  const calls = recording.filter(({ direction }) => direction === 'in')
  const line = await connect(calls[0]?.protocol ?? 'ocpp1.6', options)
  const asked = answersOf(recording)
  line.onCall = (action) => asked(action)
  const ids = new Map<unknown, unknown>()
  const played: Played[] = []
  let before = calls[0]?.at ?? 0
  for (const exchange of calls) {
    if (Number.isFinite(options.speed))
      await sleep(Math.min(LONGEST_PAUSE_MS, Math.max(0, exchange.at - before) / options.speed))
    before = exchange.at
    const frame = frameOf(exchange, ids)
    const answer = await line.send(frame, exchange.messageId)
    const differences = answer === null ? unanswered(exchange) : compare(exchange, answer, ids)
    played.push({ exchange, differences })
    options.onAnswered?.(exchange, differences)
  }
  line.close()
  return played
}

/** Transaction ids are the central system's: later messages name the new one. */
function frameOf(exchange: Recorded, ids: ReadonlyMap<unknown, unknown>): string {
  const { action, request, messageId } = exchange
  if (action === '' || Array.isArray(request)) return typeof request === 'string' ? request : JSON.stringify(request)
  if (isSend(exchange)) return JSON.stringify([6, messageId, action, request])
  const payload = request as Readonly<Record<string, unknown>>
  const known = ids.get(payload?.transactionId)
  return JSON.stringify([2, messageId, action, known === undefined ? payload : { ...payload, transactionId: known }])
}

/** The one message of 2.1 that is said without asking for an answer. The log keeps no difference. */
const isSend = ({ protocol, action }: Recorded): boolean =>
  protocol === 'ocpp2.1' && action === 'NotifyPeriodicEventStream'

function compare(exchange: Recorded, frame: readonly unknown[], ids: Map<unknown, unknown>): readonly Difference[] {
  const [type, , third] = frame
  const errorCode = type === 4 ? String(third) : null
  if (exchange.action === '' && exchange.response === null)
    return [{ path: '', recorded: null, now: errorCode ?? third }]
  const recordedError = exchange.errorCode === 'Repeated' ? null : exchange.errorCode
  if (errorCode !== recordedError) return [{ path: 'error', recorded: recordedError, now: errorCode }]
  if (errorCode !== null || exchange.errorCode === 'Repeated') return []
  const [given, now] = [exchange.response, third] as Record<string, unknown>[]
  if (typeof given?.transactionId === 'number') ids.set(given.transactionId, now?.transactionId)
  return compareAnswers(given, now)
}

/** Of a frame that could not be read the log says what was wrong with it, also where that was answered with nothing. */
const unanswered = (exchange: Recorded): readonly Difference[] => {
  const { action, response, errorCode } = exchange
  const wasUnanswered = isSend(exchange) || (response === null && (action === '' || errorCode === null))
  return wasUnanswered ? [] : [{ path: '', recorded: errorCode ?? response, now: null }]
}

/** What the station answered to each action, in turn; the last for ever after. */
function answersOf(recording: readonly Recorded[]): (action: string) => unknown {
  const answers = new Map<string, unknown[]>()
  for (const { direction, action, response, errorCode } of recording) {
    if (direction === 'out' && response !== null && errorCode === null)
      answers.set(action, [...(answers.get(action) ?? []), response])
  }
  return (action) => {
    const known = answers.get(action)
    return known && known.length > 1 ? known.shift() : known?.[0]
  }
}

interface Line {
  /** The answering frame; null when none came. */
  send(frame: string, id: string): Promise<readonly unknown[] | null>
  onCall(action: string): unknown
  close(): void
}

async function connect(protocol: string, { to, identity, password }: PlayOptions): Promise<Line> {
  const headers =
    password === undefined
      ? undefined
      : { Authorization: `Basic ${Buffer.from(`${identity}:${password}`).toString('base64')}` }
  const socket = new WebSocket(`${to.replace(/\/$/, '')}/${encodeURIComponent(identity)}`, [protocol], { headers })
  const waiting = new Map<string, (frame: readonly unknown[] | null) => void>()
  let isLost = false
  const line: Line = {
    onCall: () => undefined,
    close: () => socket.close(),
    async send(frame, id) {
      if (isLost) throw new Fault('The connection was lost.')
      const answer = new Promise<readonly unknown[] | null>((resolve) => waiting.set(id, resolve))
      socket.send(frame)
      const quiet = new AbortController()
      const patience = id === '' || !frame.startsWith('[2') ? SILENCE_MS : ANSWER_WITHIN_MS
      const none = sleep(patience, null, { signal: quiet.signal }).catch(() => null)
      const given = await Promise.race([answer, none])
      quiet.abort()
      waiting.delete(id)
      return given
    },
  }
  socket.on('message', (data) => {
    const frame = JSON.parse(data.toString()) as [number, string, unknown, ...unknown[]]
    // An answer to a frame without a readable id goes by "-1" (2.x).
    if (frame[0] !== 2) return void waiting.get(frame[1] === '-1' ? '' : String(frame[1]))?.(frame)
    const answer = line.onCall(String(frame[2]))
    socket.send(
      JSON.stringify(
        answer === undefined ? [4, frame[1], 'NotSupported', 'Not in the recording', {}] : [3, frame[1], answer],
      ),
    )
  })
  socket.on('close', () => {
    isLost = true
    for (const resolve of waiting.values()) resolve(null)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('unexpected-response', (_request, { statusCode }) =>
      reject(
        new Fault(`${identity} is not let in (HTTP ${statusCode}). Accept the station there, or give --password.`),
      ),
    )
    socket.once('error', (error) => reject(new Fault(`${to} cannot be reached: ${error.message}.`)))
  })
  socket.on('error', () => undefined) // its close is heard
  return line
}
