import type { Actor } from '../access/actor'
import type { LiveEvent } from './events'
import { deltaFrame, formatPosition, parsePosition, type SnapshotPart, snapshotFrame } from './frame'
import type { Entry, LiveHub } from './hub'
import { isUnscoped, maySee, shownTo } from './scope'

/** Where an attachment writes. */
export interface Sink {
  send(text: string): void
  /** False while the browser has not taken what it was sent: the hub then holds back instead of waiting or buffering. */
  hasRoom(): boolean
  /** The hub is shutting down. */
  end(): void
}

/** Things per snapshot part: about 200 kB of JSON. */
const PART_SIZE = 500
/** Text per write, so that a browser that was away is caught up in pieces. */
const WRITE_LIMIT = 256 * 1024

/**
 * One browser's place in the hub's history. It buffers nothing: it only remembers how far it has come, reads on when the browser
 * has room, and skips what newer changes have replaced. Falling out of the history means a fresh snapshot.
 */
export class Attachment {
  #seq = -1 // -1: needs a snapshot
  #parts: SnapshotPart[] = []
  #isClosed = false

  constructor(
    private readonly hub: LiveHub,
    private readonly actor: Actor,
    private readonly sink: Sink,
    private readonly onClose: () => void,
  ) {}

  resumeFrom(seq: number): void {
    this.#seq = seq
  }

  startOver(): void {
    this.#seq = -1
    this.#parts = []
  }

  /** A thing moved between sites or customers: who sees only some of them must see the new whole. */
  scopeChanged(): void {
    if (!isUnscoped(this.actor)) this.startOver()
  }

  /** Sends what there is and the browser has room for. Call when something changed or the browser took what it had. */
  pump(): void {
    while (!this.#isClosed && this.hub.isReady && this.sink.hasRoom()) {
      if (this.#seq >= 0 && !this.hub.canResume(this.actor, this.#seq)) this.startOver()
      if (this.#seq < 0) this.#takeSnapshot()
      const part = this.#parts.shift()
      if (part) this.sink.send(snapshotFrame(part, formatPosition({ ...this.#position(), seq: this.#seq })))
      else if (!this.#sendChanges()) return
    }
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#parts = []
    this.onClose()
    this.sink.end()
  }

  #position() {
    return parsePosition(this.hub.cursor()) ?? { epoch: '', seq: 0 }
  }

  #takeSnapshot(): void {
    const events: LiveEvent[] = []
    for (const { scoped } of this.hub.newest())
      if (maySee(this.actor, scoped)) events.push(shownTo(this.actor, scoped.event))
    const parts = Math.max(1, Math.ceil(events.length / PART_SIZE))
    this.#parts = Array.from({ length: parts }, (_, part) => ({
      part,
      parts,
      events: events.slice(part * PART_SIZE, (part + 1) * PART_SIZE),
    }))
    this.#seq = this.hub.seq
  }

  /** Made once for all browsers, but for what not all of them may read. */
  #frameOf({ seq, frame, scoped }: Entry): string {
    const shown = shownTo(this.actor, scoped.event)
    return shown === scoped.event ? frame : deltaFrame(formatPosition({ ...this.#position(), seq }), shown)
  }

  /** @returns whether anything was sent */
  #sendChanges(): boolean {
    let text = ''
    while (this.#seq < this.hub.seq && text.length < WRITE_LIMIT) {
      const entry = this.hub.changeAt(++this.#seq)
      if (entry && maySee(this.actor, entry.scoped)) text += this.#frameOf(entry)
    }
    if (text !== '') this.sink.send(text)
    return text !== '' || this.#seq < this.hub.seq
  }
}
