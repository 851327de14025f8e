import type { Sql } from '../../db/coalesce'
import { grantOf } from '../../plans/grant'
import { chooseTariff } from '../../tariffs/choose-tariff'
import { readTariff, type TariffTerms } from '../../tariffs/tariff'
import { decideAuthorisation, NO_TOKEN_NEEDED } from '../../tokens/decide-authorisation'
import { knownToken, tokenForms } from '../../tokens/token-forms'
import type { SaidToken, SessionMessage } from '../session-message'
import type { Place, SessionState, ShownTokenFacts } from '../session-state'
import { type Found, isSession, type LoadedRow, NOTHING_FOUND, type PlaceRow, type TokenRow } from './loaded-row'
import { big, sessionOf } from './session-of-row'
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
