import { Fault } from '../fault'

/** One exchange of a recorded conversation, seen from the central system: `in` is a station's CALL. */
export interface Recorded {
  readonly at: number
  readonly station: string
  readonly direction: 'in' | 'out'
  readonly protocol: string
  readonly messageId: string
  /** '' when the frame could not be read: `request` is then what came. */
  readonly action: string
  readonly request: unknown
  /** The answer's payload; null when there was none. */
  readonly response: unknown
  readonly errorCode: string | null
}

type Line = Readonly<Record<string, unknown>>

/**
 * Reads a recording, oldest first: the message log's export (one exchange to a line), or bare frames (`{t, dir, proto, frame}`, one to
 * a line, as tools between station and central system write them).
 * @throws Fault naming the line that is neither
 */
export function readRecording(text: string): readonly Recorded[] {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, index + 1)]))
  const isFrames = lines.some((line) => 'frame' in line)
  const exchanges = isFrames ? pairFrames(lines) : lines.map(readExchange)
  // The export is newest first; a stable sort keeps what was said within one millisecond in its order.
  const first = exchanges.at(0)?.at ?? 0
  const last = exchanges.at(-1)?.at ?? 0
  const inOrder = first > last ? [...exchanges].reverse() : [...exchanges]
  return inOrder.sort((a, b) => a.at - b.at)
}

function readLine(line: string, number: number): Line {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && ('action' in value || 'frame' in value)) return value as Line
  } catch {
    // Said below.
  }
  throw new Fault(`Line ${number} is neither an exported message nor a recorded frame.`)
}

function readExchange(line: Line): Recorded {
  return {
    at: Date.parse(String(line.at)) || 0,
    station: String(line.station ?? ''),
    direction: line.direction === 'out' ? 'out' : 'in',
    protocol: String(line.protocol ?? 'ocpp1.6'),
    messageId: String(line.messageId ?? ''),
    action: String(line.action ?? ''),
    request: line.request,
    response: line.response ?? null,
    errorCode: typeof line.errorCode === 'string' ? line.errorCode : null,
  }
}

/** CALLs with the answers that follow them. `dir` is as the central system sees it. */
function pairFrames(lines: readonly Line[]): Recorded[] {
  const open = new Map<string, number>()
  const exchanges: Recorded[] = []
  for (const { t, dir, proto, frame, station } of lines) {
    if (!Array.isArray(frame)) continue
    const [type, id, third, fourth] = frame as [number, string, unknown, unknown]
    if (type === 2 || type === 6) {
      open.set(`${dir}:${id}`, exchanges.length)
      exchanges.push({
        at: Date.parse(String(t)) || 0,
        station: String(station ?? ''),
        direction: dir === 'out' ? 'out' : 'in',
        protocol: String(proto ?? 'ocpp1.6'),
        messageId: String(id),
        action: String(third),
        request: fourth,
        response: null,
        errorCode: null,
      })
      continue
    }
    const index = open.get(`${dir === 'out' ? 'in' : 'out'}:${id}`)
    const call = index === undefined ? undefined : exchanges[index]
    if (index === undefined || call === undefined) continue
    exchanges[index] =
      type === 3 ? { ...call, response: third ?? {} } : { ...call, response: fourth ?? {}, errorCode: String(third) }
  }
  return exchanges
}
