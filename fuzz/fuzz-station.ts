import { WebSocket } from 'ws'
import { type OcppVersion, officialSchema } from '../lib/ocpp-schemas/official'
import type { Random } from '../simulator/random'
import type { Seed } from './corpus'
import { examplePayload } from './example-payload'
import { expectedAnswer, wrongAnswer } from './expected-answer'
import { mutatedFrame } from './mutate'

/** A frame that did harm: what `npm run fuzz` reports and stops at. */
export class Harm extends Error {
  override readonly name = 'Harm'
}

export interface FuzzStationOptions {
  /** `ws://host:port/ocpp` */
  readonly url: string
  readonly identity: string
  readonly version: OcppVersion
  readonly random: Random
  readonly draw: (random: Random) => Seed
}

/** Frames between two questions that must be answered; far below the 100 the gateway lets wait. */
const BURST = 20
const ANSWER_WITHIN_MS = 120_000

interface Awaited {
  must: number
  may: number
  /** What was asked under this id; null: a CALL that cannot be carried out. */
  readonly actions: (string | null)[]
}

/** One socket on which a station says what no station should, and checks every word of the gateway's. */
export class FuzzStation {
  private socket!: WebSocket
  private readonly awaited = new Map<string, Awaited>()
  private readonly recent: string[] = []
  private harm: Harm | null = null
  private wake: (() => void) | null = null
  private frames = 0
  private lastMutation = 'none'
  private isOpen = false
  private isOver = false
  /** The gateway may close on us for what is no text. */
  private mayClose = false

  /** Chance of its own: when we are asked depends on the clock, what we send must not. */
  private readonly chanceOfAnswers: Random

  constructor(private readonly options: FuzzStationOptions) {
    this.chanceOfAnswers = options.random.fork('answers')
  }

  async connect(): Promise<void> {
    const { url, identity, version } = this.options
    this.awaited.clear()
    this.mayClose = false
    const socket = new WebSocket(`${url}/${identity}`, [version], {
      perMessageDeflate: false,
      maxPayload: 64 * 1024 * 1024,
      handshakeTimeout: ANSWER_WITHIN_MS,
    })
    this.socket = socket
    socket.on('message', (data) => this.received(data.toString()))
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', (error) => reject(new Harm(`${identity} (${version}) is not let in: ${error.message}`)))
    })
    this.isOpen = true
    socket.on('error', () => undefined) // 'close' follows
    socket.on('close', (code, reason) => {
      this.isOpen = false
      if (!this.mayClose) this.blame(`the gateway closed the connection: ${code} ${reason}`)
      this.wake?.()
    })
  }

  /** Sends some frames and waits until everything that must be answered has been. @returns how many @throws Harm */
  async burst(): Promise<number> {
    if (!this.isOpen && !this.isOver) await this.connect()
    for (let sent = 0; sent < BURST && this.isOpen; sent++) this.sendOne()
    // Answers come in the order of the questions, so once this one is here nothing is owed any more.
    if (this.isOpen) this.send(JSON.stringify([2, `barrier-${this.frames}`, 'Heartbeat', {}]), 'none')
    await this.settled()
    return BURST
  }

  close(): void {
    this.isOver = true
    this.mayClose = true
    this.socket?.terminate()
  }

  private sendOne(): void {
    const { random, draw } = this.options
    const repeated = this.recent.at(-1)
    if (repeated !== undefined && random.chance(0.03)) {
      this.send(repeated, 'repeated')
      return
    }
    const dice = random.next()
    if (dice < 0.0005) {
      this.mayClose = true
      this.socket.send(Buffer.from([0x5b, 0x32, 0xc3, 0x28, 0x5d]), { binary: false }) // no UTF-8
    } else if (dice < 0.003) this.socket.send(Buffer.from([1, 2, 3]), { binary: true })
    else {
      const id = random.chance(0.05) ? 'same' : `m${this.frames}`
      const { text, mutation } = mutatedFrame(draw(random), draw(random), id, random)
      this.send(text, mutation)
    }
  }

  private send(text: string, mutation: string): void {
    const heard = Buffer.from(text, 'utf8').toString('utf8') // half characters become U+FFFD on the way
    this.frames++
    this.recent.push(heard)
    if (this.recent.length > BURST) this.recent.shift()
    const { id, answer, action } = expectedAnswer(this.options.version, heard)
    if (answer !== 'never') {
      const key = id ?? '-1'
      const awaited = this.awaited.get(key) ?? { must: 0, may: 0, actions: [] }
      awaited[answer]++
      awaited.actions.push(action)
      this.awaited.set(key, awaited)
    }
    this.lastMutation = mutation
    this.socket.send(text)
  }

  private received(text: string): void {
    const frame = frameOf(text)
    if (frame === null) {
      this.blame(`the gateway sent ${text}`)
      return
    }
    const [type, id, action] = frame
    if (type === 2) this.answer(String(id), String(action))
    else if (type === 3 || type === 4) this.check(frame, text)
    else if (type !== 5 || this.options.version !== 'ocpp2.1') this.blame(`the gateway sent ${text}`)
  }

  private check(frame: readonly unknown[], text: string): void {
    const awaited = this.awaited.get(String(frame[1])) ?? (frame[0] === 4 ? this.anyBroken() : undefined)
    const wrong = awaited === undefined ? 'nobody asked' : wrongAnswer(this.options.version, frame, awaited.actions)
    if (awaited === undefined || wrong !== null) {
      this.blame(`${wrong}: ${text}`)
      return
    }
    if (awaited.must > 0) awaited.must--
    else awaited.may--
    if (awaited.must === 0) this.wake?.()
  }

  /** A frame too broken to say what it was: the gateway may have found an id in it. */
  private anyBroken(): Awaited | undefined {
    const broken = this.awaited.get('-1')
    return broken !== undefined && broken.may > 0 ? broken : undefined
  }

  /** What the gateway asks of us is answered as badly as everything else. */
  private answer(id: string, action: string): void {
    const { version } = this.options
    const random = this.chanceOfAnswers
    const schema = officialSchema(version, action, 'response')
    const payload = schema === undefined ? {} : examplePayload(schema, random)
    const dice = random.next()
    if (dice < 0.1) this.socket.send(JSON.stringify([4, id, 'NotSupported', 'no', {}]))
    else if (dice < 0.2)
      this.socket.send(`[3,${JSON.stringify(id)},${random.pick(['[]', '7', 'null', '{"status":[]}', '"x"'])}]`)
    else this.socket.send(JSON.stringify([3, id, payload]))
  }

  private async settled(): Promise<void> {
    const owes = () => [...this.awaited.values()].some(({ must }) => must > 0)
    const deadline = Date.now() + ANSWER_WITHIN_MS
    while (this.isOpen && owes() && this.harm === null) {
      const late = Date.now() > deadline
      if (late)
        this.blame(`no answer to ${JSON.stringify([...this.awaited].filter(([, { must }]) => must > 0).slice(0, 3))}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1_000)
        this.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.wake = null
    if (this.harm !== null) throw this.harm
    // What may still be answered is so within the same tick as what must be; ids are used again, so begin afresh.
    const broken = this.awaited.get('-1')
    this.awaited.clear()
    if (broken !== undefined && broken.may > 0) this.awaited.set('-1', { must: 0, may: broken.may, actions: [null] })
  }

  private blame(what: string): void {
    const { identity, version } = this.options
    const said = this.recent.map((text) => (text.length > 600 ? `${text.slice(0, 600)}… (${text.length})` : text))
    this.harm ??= new Harm(
      `${identity} (${version}), frame ${this.frames}, ${this.lastMutation}: ${what.slice(0, 1_000)}\nthe last frames sent:\n${said.join('\n')}`,
    )
    this.wake?.()
  }
}

/** null: what the gateway sent is no frame at all. */
function frameOf(text: string): readonly unknown[] | null {
  try {
    const frame: unknown = JSON.parse(text)
    return Array.isArray(frame) ? frame : null
  } catch {
    return null
  }
}
