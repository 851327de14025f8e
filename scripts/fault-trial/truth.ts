import type { TrialStation } from './plan-trial'

type Span = readonly [from: number, until: number]

/** What really happened at a station, as far as anybody could know it at the time. Instants epoch ms. */
export class Truth {
  readonly #sessions: readonly { readonly evse: number; readonly span: Span }[]
  readonly #offline: readonly Span[]
  readonly #maintenance: readonly Span[]
  readonly #authorised: readonly number[]

  constructor({ facts, mishaps }: TrialStation) {
    const started = new Map<string, { evse: number; at: number }>()
    const sessions: { evse: number; span: Span }[] = []
    const offline: Span[] = []
    const authorised: number[] = []
    let lostAt: number | null = null
    for (const fact of facts) {
      const at = fact.receivedAt
      if (fact.kind === 'session-started') started.set(fact.session, { evse: fact.evse, at })
      if (fact.kind === 'session-ended') {
        const start = started.get(fact.session)
        if (start) sessions.push({ evse: start.evse, span: [start.at, at] })
        started.delete(fact.session)
      }
      if (fact.kind === 'authorised' && fact.isAccepted) authorised.push(at)
      if (fact.kind === 'disconnected') lostAt ??= at
      if (fact.kind === 'connected' && lostAt !== null) {
        offline.push([lostAt, at])
        lostAt = null
      }
    }
    for (const { evse, at } of started.values()) sessions.push({ evse, span: [at, Number.POSITIVE_INFINITY] })
    this.#sessions = sessions
    this.#offline = offline
    this.#authorised = authorised
    this.#maintenance = mishaps.flatMap(({ maintenance }) => (maintenance ? [maintenance] : []))
  }

  /** @param evse 0: anywhere at the station */
  isCharging(evse: number, at: number): boolean {
    return this.#sessions.some((session) => (evse === 0 || session.evse === evse) && covers(session.span, at))
  }

  isOffline(at: number): boolean {
    return this.#offline.some((span) => covers(span, at))
  }

  isInMaintenance(at: number): boolean {
    return this.#maintenance.some((span) => covers(span, at))
  }

  authorisedBefore(at: number): number | null {
    return this.#authorised.findLast((when) => when <= at) ?? null
  }
}

const covers = ([from, until]: Span, at: number) => from < at && at < until
