import { Decimal } from '../../kernel/money'
import type { TariffTerms } from '../../tariffs/tariff'
import { applySessionMessage } from '../apply-session-message'
import type { ReviewFlag } from '../review-flags'
import { SessionBook } from '../session-book'
import type { SaidToken, SessionMessage } from '../session-message'
import type { Applied, Context, EnergyReading, SessionState, ShownTokenFacts } from '../session-state'

/** A tariff of 4 per kWh, 1 per minute of idling after ten minutes. */
export const TERMS: TariffTerms = {
  currency: 'SEK',
  vatPercent: '25',
  pricesIncludeVat: true,
  elements: [
    {
      components: [
        { dimension: 'energy', price: '4' },
        { dimension: 'idle', price: '1', graceSeconds: 600 },
      ],
    },
  ],
}

export interface PlayOptions {
  readonly evseCount?: number
  /** Known tokens by value; others are invalid. */
  readonly tokens?: Readonly<Record<string, Partial<ShownTokenFacts>>>
  /** Forget the history between messages, as the writer does, so that the incremental path is taken where it may be. */
  readonly forgetful?: boolean
  readonly terms?: TariffTerms
  readonly asksPaymentFirst?: boolean
}

/** Stations without a database: applies messages one by one as the writer does, keeping what it would store. */
export function play(messages: readonly SessionMessage[], options: PlayOptions = {}) {
  const { evseCount = 2, tokens = { 'CARD-1': {} }, forgetful = true } = options
  const histories = new Map<bigint, readonly EnergyReading[]>()
  const results: Applied[] = []
  let sessions: SessionState[] = []
  let nextId = 100n

  const facts = (token: SaidToken | null): ShownTokenFacts | null => {
    if (token === null) return null
    const known = tokens[token.value.trim().toUpperCase()]
    const nobody = {
      id: null,
      name: '',
      group: null,
      customerId: null,
      tariffVersionId: null,
      isPaidFor: true,
      grants: [],
    }
    return known ? { ...nobody, standing: 'accepted', ...known } : { ...nobody, standing: 'invalid' }
  }

  for (const message of messages) {
    const book = new SessionBook(sessions)
    const found = book.find(message, evseCount)
    nextId += 1n
    const context: Context = {
      newId: nextId,
      isKeyTaken: message.kind === 'start' && book.isKeyTaken(message),
      place: {
        stationIdentity: 'CP',
        siteId: null,
        tariffVersionId: 1n,
        timeZone: null,
        priceArea: null,
        maxPowerW: null,
      },
      token: facts('token' in message ? message.token : null),
      asksPaymentFirst: options.asksPaymentFirst ?? false,
      open: book.open(message.stationId),
      evseCount,
      terms: () => options.terms ?? TERMS,
      spot: () => [],
    }
    const short = found && forgetful ? { ...found, history: null } : found
    let result = applySessionMessage(short, message, context)
    if (typeof result === 'string') {
      result = applySessionMessage(found && { ...found, history: histories.get(found.id) ?? [] }, message, context)
    }
    if (typeof result === 'string') throw new Error('still needs history')
    results.push(result)
    if (result.session === null || result.duplicate) continue
    const session = withFlags(result)
    histories.set(session.id, historyAfter(histories.get(session.id) ?? [], result))
    const others = new Map(result.others.map((other) => [other.id, other]))
    sessions = [...sessions.filter((other) => other.id !== session.id), session].map((other) =>
      others.has(other.id) ? { ...other, flags: new Map(other.flags).set('superseded', 'open') } : other,
    )
  }
  return { sessions, results, last: results.at(-1)!, only: sessions[0]! }
}

/** The flags a person would see. */
export const openFlags = (session: SessionState): ReviewFlag[] =>
  [...session.flags].flatMap(([flag, state]) => (state === 'open' ? [flag] : [])).sort()

function withFlags({ session, raised, takenBack }: Applied): SessionState {
  const flags = new Map(session!.flags)
  for (const { flag } of raised) if ((flags.get(flag) ?? 'taken-back') === 'taken-back') flags.set(flag, 'open')
  for (const flag of takenBack) flags.set(flag, 'taken-back')
  return { ...session!, flags }
}

function historyAfter(before: readonly EnergyReading[], { readings, corrected }: Applied): readonly EnergyReading[] {
  const byPlace = new Map(before.map((reading) => [`${reading.at}:${reading.context}`, reading]))
  const put = (reading: EnergyReading) => byPlace.set(`${reading.at}:${reading.context}`, reading)
  for (const { sample, energyWh } of readings) {
    const at = sample.at.at.getTime()
    const old = byPlace.get(`${at}:${sample.context}`)
    const decimal = (value: number | null | undefined) => (value == null ? null : new Decimal(value))
    put({
      at,
      context: sample.context,
      registerWh: old?.registerWh ?? decimal(sample.registerWh),
      intervalWh: old?.intervalWh ?? decimal(sample.intervalWh),
      energyWh: energyWh ?? old?.energyWh ?? null,
    })
  }
  for (const reading of corrected) put(reading)
  return [...byPlace.values()]
}
