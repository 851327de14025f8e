import type { Sql } from '../../db/coalesce'
import { Decimal } from '../../kernel/money'
import type { ChargingState } from '../../live/events'
import { type GrantRow, grantOf } from '../../plans/grant'
import type { SessionPlan } from '../../plans/session-plan'
import type { Agreement } from '../../tariffs/agreement'
import { chooseTariff } from '../../tariffs/choose-tariff'
import { readTariff, type TariffTerms } from '../../tariffs/tariff'
import { decideAuthorisation, NO_TOKEN_NEEDED } from '../../tokens/decide-authorisation'
import { knownToken, tokenForms } from '../../tokens/token-forms'
import { type MeterState, meterAt, nextRegister } from '../energy-from-register'
import type { ReviewFlag } from '../review-flags'
import type { SaidToken, SessionMessage, TokenStanding } from '../session-message'
import type { Completeness, EnergyReading, FlagState, Place, SessionState, ShownTokenFacts } from '../session-state'
import { LOAD_SESSIONS, LOCK_STATIONS } from './session-statements'
import { tokenOf, type Wanted, wantedBy } from './wanted-session'

/** All that a batch of messages may need to know, from one statement. */
export interface Loaded {
  readonly sessions: readonly SessionState[]
  /** By the message's place in the batch: an id for the session it may begin. */
  newId(index: number): bigint
  place(index: number): Place
  evseCount(stationId: bigint): number
  token(token: SaidToken | null, now: Date): ShownTokenFacts | null
}

/**
 * Loads and locks what the messages may touch. Stations that may begin a session are locked first, so that the same start arriving at
 * two gateways makes one session; sessions are locked in the order of their ids. Both locks end with the transaction.
 * @param withHistory load every session's whole history, whatever the messages seem to need
 * @param held by the message's place in the batch: sessions that are known already, for which nothing is asked
 */
export async function loadSessions(
  tx: Sql,
  messages: readonly SessionMessage[],
  withHistory: boolean,
  held: ReadonlyMap<number, unknown>,
): Promise<Loaded> {
  const wanted: Wanted[] = []
  for (const [index, message] of messages.entries()) {
    if (!held.has(index)) wanted.push(wantedBy(message, index, withHistory))
  }
  if (wanted.length === 0) return read([NOTHING_FOUND])
  const beginning = [...new Set(wanted.filter(({ make }) => make).map(({ st }) => st))]
  const shown = messages.flatMap((message) => tokenOf(message) ?? [])
  const tokens = [...new Set(shown.flatMap(tokenForms))]
  // Sent together: the connection runs them in order.
  const locked = beginning.length > 0 ? tx.query({ ...LOCK_STATIONS, values: [beginning] }) : null
  const values = [JSON.stringify(wanted), tokens, [...termsById.keys()].map(String), withHistory]
  const loading = tx.query<LoadedRow>({ ...LOAD_SESSIONS, values })
  const [, { rows }] = await Promise.all([locked, loading])
  return read(rows)
}

/** A tariff version never changes, so its terms are read once per process. */
const termsById = new Map<bigint, TariffTerms | 'unreadable'>()

export function termsOf(versionId: bigint | null): TariffTerms | null | 'unreadable' {
  return versionId === null ? null : (termsById.get(versionId) ?? 'unreadable')
}

/** The load statement's answer; instants as milliseconds, decimals and ids as text. */
interface Found {
  readonly tokens: readonly TokenRow[]
  readonly ids: readonly { readonly i: number; readonly id: string }[]
  readonly places: readonly PlaceRow[]
  readonly versions: readonly { readonly tariff: string; readonly id: string; readonly at: number }[]
  readonly terms: readonly {
    id: string
    currency: string
    vatPercent: string
    pricesIncludeVat: boolean
    elements: unknown
    limits: unknown
  }[]
}
interface TokenRow {
  readonly value: string
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly expires: number | null
  readonly group: string | null
  readonly customer: string | null
  readonly version: string | null
  readonly paid: boolean
  readonly plans: readonly GrantRow[] | null
}
interface PlaceRow {
  readonly i: number
  readonly st: string
  readonly identity: string
  readonly site: string | null
  readonly at: number
  readonly power: number | null
  readonly evses: number
  readonly connectorTariff: string | null
  readonly stationTariff: string | null
  readonly siteTariff: string | null
  readonly defaultTariff: string | null
  readonly zone: string | null
  readonly area: string | null
}
type ReadingTuple = readonly [
  at: number,
  context: string,
  register: string | null,
  energy: string | null,
  interval: string | null,
]
interface SessionRow {
  readonly id: string
  readonly st: string
  readonly identity: string
  readonly site: string | null
  readonly ev: number
  readonly co: number
  readonly tx: string
  readonly key: string
  readonly token: string | null
  readonly tokenId: string | null
  readonly tokenName: string | null
  readonly tokenGroup: string | null
  readonly customer: string | null
  readonly authorisation: TokenStanding | null
  readonly status: 'active' | 'ended'
  readonly started: number
  readonly ended: number | null
  readonly received: number
  readonly meterStart: string | null
  readonly meterStop: string | null
  readonly energy: string
  readonly reading: number | null
  readonly power: number | null
  readonly soc: number | null
  readonly state: ChargingState
  readonly stopReason: string | null
  readonly stopToken: string | null
  readonly version: string | null
  readonly remote: string | null
  readonly plan: PlanRow | null
  readonly maxPower: number | null
  readonly zone: string | null
  readonly area: string | null
  readonly hist: boolean
  readonly phases: readonly (readonly [at: number, state: ChargingState])[] | null
  readonly flags: readonly (readonly [flag: ReviewFlag, state: FlagState])[] | null
  readonly events: readonly string[] | null
  readonly elsewhere: readonly number[] | null
  readonly completeness: Completeness
  readonly incomplete: number | null
  readonly begun: boolean
  readonly readings: readonly ReadingTuple[] | null
}

interface PlanRow {
  readonly version: string
  readonly grant: GrantRow
  readonly was: {
    readonly month: string
    readonly wh: string
    readonly amount: string
    readonly agreement: Agreement
  } | null
}

/** A session in each row; the first row also carries what else was found, and is the only one when no session was. */
type LoadedRow = { readonly found: Found | null } & (SessionRow | { readonly id: null })
const NOTHING_FOUND: LoadedRow = { found: { tokens: [], ids: [], places: [], versions: [], terms: [] }, id: null }
const isSession = (row: LoadedRow): row is LoadedRow & SessionRow => row.id !== null

function read(rows: readonly LoadedRow[]): Loaded {
  const found = rows[0]!.found!
  for (const { id, ...version } of found.terms) termsById.set(BigInt(id), readTariff(version) ?? 'unreadable')
  const tokens = new Map(found.tokens.map((row) => [row.value, row]))
  const ids = new Map(found.ids.map(({ i, id }) => [i, BigInt(id)]))
  const places = new Map(found.places.map((row) => [row.i, row]))
  const evses = new Map(found.places.map((row) => [row.st, row.evses]))
  return {
    sessions: rows.filter(isSession).map(sessionOf),
    newId: (index) => ids.get(index) ?? 0n,
    place: (index) => placeOf(places.get(index), found),
    evseCount: (stationId) => evses.get(String(stationId)) ?? 0,
    token: (token, now) => token && tokenFacts(token, knownToken(token, tokens), now),
  }
}

function tokenFacts(token: SaidToken, row: TokenRow | undefined, now: Date): ShownTokenFacts {
  const nobody = {
    id: null,
    name: '',
    group: null,
    customerId: null,
    tariffVersionId: null,
    isPaidFor: false,
    grants: [],
  }
  if (token.isUnvouched) return { ...nobody, standing: 'invalid' }
  if (token.type === 'none')
    return { ...nobody, standing: NO_TOKEN_NEEDED.standing, isPaidFor: token.isPaidAtTerminal === true }
  const expiresAt = row?.expires == null ? null : new Date(row.expires)
  const { standing, group, isPaidFor } = decideAuthorisation(
    row === undefined ? null : { active: row.active, expiresAt, groupName: row.group, isPaidFor: row.paid },
    now,
  )
  return {
    id: big(row?.id),
    name: row?.name ?? '',
    group,
    customerId: big(row?.customer),
    tariffVersionId: big(row?.version),
    grants: (row?.plans ?? []).map(grantOf),
    standing,
    isPaidFor,
  }
}

const NOWHERE: Place = {
  stationIdentity: '',
  siteId: null,
  tariffVersionId: null,
  timeZone: null,
  priceArea: null,
  maxPowerW: null,
}

function placeOf(row: PlaceRow | undefined, found: Found): Place {
  if (row === undefined) return NOWHERE
  const chosen = chooseTariff({
    connector: row.connectorTariff,
    station: row.stationTariff,
    site: row.siteTariff,
    fallback: row.defaultTariff,
  })
  // Versions come in the order in which they took effect: the last that had at the time, else the very first.
  const versions = chosen === null ? [] : found.versions.filter((version) => version.tariff === chosen.tariffId)
  const version = versions.findLast((candidate) => candidate.at <= row.at) ?? versions[0]
  return {
    stationIdentity: row.identity,
    siteId: big(row.site),
    tariffVersionId: big(version?.id),
    timeZone: row.zone,
    priceArea: row.area,
    maxPowerW: row.power,
  }
}

function sessionOf(row: SessionRow): SessionState {
  const readings = (row.readings ?? []).map(readingOf)
  const meterStartWh = decimal(row.meterStart)
  const startedAt = new Date(row.started)
  return {
    id: BigInt(row.id),
    stationId: BigInt(row.st),
    stationIdentity: row.identity,
    siteId: big(row.site),
    evse: row.ev,
    connector: row.co,
    ocppTransactionId: row.tx,
    startKey: row.key,
    token:
      row.token === null
        ? null
        : { value: row.token, id: big(row.tokenId), name: row.tokenName ?? '', group: row.tokenGroup },
    customerId: big(row.customer),
    authorisation: row.authorisation,
    status: row.status,
    startedAt,
    endedAt: date(row.ended),
    receivedAt: new Date(row.received),
    meterStartWh,
    meterStopWh: decimal(row.meterStop),
    energyWh: new Decimal(row.energy),
    isEnergyKnown: true,
    lastReadingAt: date(row.reading),
    powerW: row.power,
    socPercent: row.soc,
    chargingState: row.state,
    stopReason: row.stopReason,
    stopTokenValue: row.stopToken,
    tariffVersionId: big(row.version),
    timeZone: row.zone,
    priceArea: row.area,
    remoteStartId: row.remote === null ? null : Number(row.remote),
    plan: planOf(row.plan),
    phases: (row.phases ?? []).map(([at, state]) => ({ at: new Date(at), state })),
    flags: new Map(row.flags ?? []),
    events: new Set(row.events ?? []),
    numbersElsewhere: new Set(row.elsewhere ?? []),
    completeness: row.completeness,
    incompleteSince: date(row.incomplete),
    stationSaid: null,
    isStartKnown: row.begun || !row.key.startsWith('tx:'),
    meter: row.hist ? null : meterOf(readings, meterStartWh, startedAt),
    history: row.hist ? readings : null,
    maxPowerW: row.maxPower,
  }
}

const planOf = (row: PlanRow | null): SessionPlan | null =>
  row && { grant: grantOf(row.grant), versionId: BigInt(row.version), was: row.was }

/** How far the meter is believed, from the session's last readings (newest first): the last believed one, and what came after it. */
function meterOf(
  readings: readonly EnergyReading[],
  startWh: Decimal | null,
  startedAt: Date,
): MeterState | null | 'unknown' {
  const place = readings.findIndex((reading) => reading.energyWh !== null)
  if (place < 0) {
    if (readings.length > 0) return 'unknown'
    return startWh === null ? null : meterAt({ at: startedAt.getTime(), registerWh: startWh })
  }
  const { at, registerWh, energyWh } = readings[place]!
  let meter: MeterState = { ...meterAt({ at, registerWh: registerWh! }), energyWh: energyWh! }
  for (const later of readings.slice(0, place).reverse()) {
    meter = nextRegister(meter, { at: later.at, registerWh: later.registerWh! }, [])
  }
  return meter
}

const readingOf = ([at, context, register, energy, interval]: ReadingTuple): EnergyReading => ({
  at,
  context,
  registerWh: decimal(register),
  energyWh: decimal(energy),
  intervalWh: decimal(interval),
})

const big = (id: string | null | undefined): bigint | null => (id == null ? null : BigInt(id))
const decimal = (value: string | null): Decimal | null => (value === null ? null : new Decimal(value))
const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))
