import type { Fact, FactOf } from '../../lib/faults/detector/fact'
import { SECOND_MS } from '../../lib/kernel/time'
import type { ConnectorStatus } from '../../lib/stations/status'

type Told = Fact extends infer One ? (One extends Fact ? Omit<One, 'id' | 'at' | 'receivedAt'> : never) : never

/** What one simulated station lives through, in any order; `facts()` is how the control room hears of it. */
export class Tape {
  readonly #told: { readonly at: number; readonly what: Told }[] = []
  #sessions = 0

  constructor(readonly station: string) {}

  add(at: number, what: Told): void {
    this.#told.push({ at, what })
  }

  status(
    at: number,
    evse: number,
    status: ConnectorStatus,
    errorCode: string | null = null,
    vendor: string | null = null,
  ): void {
    const codes = { errorCode, vendorErrorCode: vendor, info: null }
    this.add(at, { kind: 'status', evse, connector: evse === 0 ? 0 : 1, status, ...codes })
  }

  newSession(): string {
    this.#sessions += 1
    return `${this.station}-${this.#sessions}`
  }

  end(at: number, evse: number, session: string, over: Partial<FactOf<'session-ended'>> & { seconds: number }): void {
    const base = { isAccepted: true, energyWh: 0, stopReason: 'Local', flags: [] }
    this.add(at, { ...base, ...over, kind: 'session-ended', evse, session })
  }

  /** While the station is away nothing is heard of it: it tells afterwards, and says how its connectors are. */
  facts(): Fact[] {
    const inOrder = [...this.#told].sort((a, b) => a.at - b.at)
    const spells = offlineSpells(inOrder)
    const facts: Fact[] = []
    let count = 0
    const hear = (what: Told, at: number, receivedAt: number) =>
      facts.push({ ...what, id: `${this.station}#${count++}`, at, receivedAt } as Fact)
    const places = new Map<string, FactOf<'status'> | Told>()
    for (const { at, what } of inOrder) {
      const isLink = what.kind === 'connected' || what.kind === 'disconnected'
      const spell = isLink ? undefined : spells.find(([from, until]) => from < at && at < until)
      hear(what, at, spell === undefined ? at : spell[1] + SECOND_MS)
      if (what.kind === 'status') places.set(`${what.evse}.${what.connector}`, what)
      if (what.kind === 'connected') for (const place of places.values()) hear(place as Told, at, at + 2 * SECOND_MS)
    }
    return facts.sort((a, b) => a.receivedAt - b.receivedAt)
  }
}

function offlineSpells(told: readonly { readonly at: number; readonly what: Told }[]): [number, number][] {
  const spells: [number, number][] = []
  let from: number | null = null
  for (const { at, what } of told) {
    if (what.kind === 'disconnected') from ??= at
    if (what.kind === 'connected' && from !== null) {
      spells.push([from, at])
      from = null
    }
  }
  return spells
}
