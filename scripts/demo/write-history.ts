import type { Sql } from '../../lib/db/coalesce'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../lib/kernel/time'
import { TX_PREFIX } from '../../lib/sessions/session-state'
import { startKey } from '../../lib/sessions/start-key'
import { isPriced } from '../../lib/tariffs/price-session'
import type { SpotQuarter } from '../../lib/tariffs/spot'
import type { Random } from '../../simulator/random'
import type { Rhythm } from '../../simulator/rhythm'
import {
  arrivalTable,
  type CurvePoint,
  drawHistory,
  type PastPlugIn,
  type PastSession,
  type StationHistory,
} from './history'
import { HISTORY_TABLES, type HistoryRows, type HistoryTable, noRows } from './history-rows'
import { HourlyUse } from './hourly-use'
import { insertRows, reserveIds } from './insert-rows'
import type { DemoNetwork, DemoStation } from './network'
import { drawOddity } from './past-review'
import { phasesOf, pricePast, versionAt } from './price-past'
import { DEMO_SITES, type DemoSite } from './sites'
import type { DemoSpotPrices } from './spot-prices'
import { writeFaults } from './write-faults'
import type { WrittenNetwork } from './write-network'

export interface Span {
  readonly from: number
  readonly to: number
}

/** How far back every status change is kept; older ones are only known by their faults. */
const STATUS_DAYS = 21

/** Writes what the stations said in the past, site by site. */
export async function writeHistory(
  sql: Sql,
  network: DemoNetwork,
  written: WrittenNetwork,
  span: Span,
  random: Random,
  spot: DemoSpotPrices,
): Promise<void> {
  const arrivalsOf = (rhythm: Rhythm) => arrivalTable(rhythm, 'Europe/Stockholm', span.from, span.to)
  for (const site of DEMO_SITES) {
    const arrivals = { slow: arrivalsOf(site.rhythm), fast: arrivalsOf('fast') }
    const histories = network.stations
      .filter((station) => station.site === site)
      .map((station) => ({
        station,
        history: drawHistory(
          station,
          arrivals[station.rhythm === 'fast' ? 'fast' : 'slow'],
          span.from,
          span.to,
          random.fork(station.identity),
        ),
      }))
    const count = histories.reduce((sum, { history }) => sum + history.sessions.length, 0)
    const ids = await reserveIds(sql, 'session', count)
    const rows = new SiteRows(site, written, span, random.fork(`${site.code}-odd`), spot.get(site.priceArea) ?? [])
    // Ids rise with time, as they would have.
    const all = histories.flatMap(({ station, history }) => history.sessions.map((session) => ({ station, session })))
    all.sort((a, b) => a.session.startedAt - b.session.startedAt)
    for (const [at, { station, session }] of all.entries()) rows.addSession(station, session, ids[at]!)
    for (const { station, history } of histories) rows.addStationStory(station, history)
    for (const [table, built] of Object.entries(rows.finish())) {
      await insertRows(sql, table, HISTORY_TABLES[table as HistoryTable], built)
    }
    await writeFaults(
      sql,
      histories,
      { site: written.siteIds.get(site), station: (station) => written.stationIds.get(station)! },
      random.fork(`${site.code}-faults`),
    )
  }
}

class SiteRows {
  private readonly rows: HistoryRows = noRows()
  private readonly use: HourlyUse
  private readonly statusFrom: number

  constructor(
    private readonly site: DemoSite,
    private readonly written: WrittenNetwork,
    private readonly span: Span,
    private readonly random: Random,
    private readonly spot: readonly SpotQuarter[],
  ) {
    this.use = new HourlyUse(span.from, span.to)
    this.statusFrom = span.to - STATUS_DAYS * DAY_MS
  }

  addSession(station: DemoStation, session: PastSession, id: bigint): void {
    const { rows, written, random } = this
    const stationId = written.stationIds.get(station)!
    const odd = drawOddity(session, station.drivers, random)
    const { token, customer } = odd.driver
    const version = versionAt(written.tariffVersions.get(station.tariff) ?? [], session.startedAt)
    const phases = phasesOf(session)
    const readings = thinned(session.curve, (this.span.to - session.endedAt) / DAY_MS)
    const price = pricePast(session, phases, version, odd.hasNoMeter ? null : readings, this.spot)
    const [startedAt, endedAt] = [new Date(session.startedAt), new Date(session.endedAt)]
    const receivedAt = new Date(session.startedAt + random.between(80, 900))
    const lacks = odd.flag === 'events-missing' || odd.flag === 'closed-by-rule'
    const { transactionId, key, started, stopped } = this.names(station, session, id, token.value)

    rows.session.push([
      id,
      stationId,
      written.siteIds.get(this.site),
      session.evse,
      1,
      transactionId,
      key,
      token.value,
      written.tokenIds.get(token),
      written.customerIds.get(customer),
      odd.authorisation,
      'ended',
      startedAt,
      endedAt,
      receivedAt,
      odd.hasNoMeter ? null : session.meterStartWh,
      odd.hasNoMeter ? null : session.meterStartWh + session.energyWh,
      odd.hasNoMeter ? 0 : session.energyWh,
      odd.hasNoMeter ? null : endedAt,
      station.model.outlets[session.evse - 1]?.currentType === 'dc' ? session.socPercent : null,
      'idle',
      session.stopReason,
      version?.id ?? null,
      lacks ? 'incomplete' : 'complete',
      lacks ? endedAt : null,
    ])
    for (const phase of phases) rows.session_phase.push([id, phase.at, phase.state])
    rows.session_event.push([id, 0, 'started', started, false, startedAt, receivedAt])
    const stopReceivedAt = new Date(session.endedAt + random.between(80, 900))
    rows.session_event.push([id, 1, 'ended', stopped, false, endedAt, stopReceivedAt])
    const flags = odd.flag ? [[odd.flag, odd.detail]] : session.energyWh === 0 ? [['no-energy', '']] : []
    for (const [flag, detail] of flags) {
      const resolvedAt = session.endedAt < this.span.to - 6 * DAY_MS ? new Date(session.endedAt + DAY_MS) : null
      const resolved = resolvedAt ? [resolvedAt, 'system', 'accepted'] : [null, null, null]
      rows.session_review.push([id, flag, detail, endedAt, ...resolved])
    }
    const sums = isPriced(price)
      ? [price.currency, price.totalExclVat, price.vat, price.total, null, JSON.stringify(price.lines)]
      : [null, null, null, null, price.unpriced, '[]']
    rows.priced_session.push([id, ...sums, endedAt])
    if (!odd.hasNoMeter) this.addReadings(station, session, readings, id)
    this.addStatuses(station, session, stationId)
    this.use.add(session, isPriced(price) ? price.total : null, odd.hasNoMeter ? [] : session.curve)
  }

  addStationStory(station: DemoStation, history: StationHistory): void {
    const stationId = this.written.stationIds.get(station)!
    const is16 = station.model.version === 'ocpp1.6'
    for (const { evse, fault, from, to } of history.faults) {
      const code = is16 ? fault.code : null
      const vendorCode = is16 ? fault.vendorCode : null
      this.status(stationId, evse, 'faulted', 'Faulted', from, [code, vendorCode, is16 ? fault.info : null])
      this.status(stationId, evse, 'available', 'Available', to)
      if (!is16) {
        const detail = { evse, techCode: fault.vendorCode, techInfo: `${fault.code}: ${fault.info}` }
        this.event(stationId, 'event', 'Problem', { ...detail, cleared: false }, from)
        this.event(stationId, 'event', 'Problem', { ...detail, cleared: true }, to)
      }
    }
    for (const plugIn of history.plugIns) this.addPlugIn(stationId, is16, plugIn)
    for (const { from, to } of history.absences) {
      this.event(stationId, 'disconnected', '', null, from)
      this.event(stationId, 'connected', '', null, to)
    }
  }

  finish(): HistoryRows {
    const siteId = this.written.siteIds.get(this.site)
    this.rows.hourly_use = this.use
      .hours()
      .map(({ hour, sessions, energyWh, revenue, peakW, unpriced }) => [
        siteId,
        hour,
        sessions,
        energyWh,
        revenue.toFixed(2),
        peakW,
        unpriced,
      ])
    return this.rows
  }

  private names(station: DemoStation, session: PastSession, id: bigint, token: string) {
    if (station.model.version !== 'ocpp1.6') {
      const transactionId = this.uuid()
      const isRemote = session.stopReason === 'Remote'
      const stopped = isRemote
        ? 'RemoteStop'
        : session.stopReason === 'Local'
          ? 'StopAuthorized'
          : 'EVCommunicationLost'
      return { transactionId, key: TX_PREFIX + transactionId, started: 'Authorized', stopped }
    }
    const at = { at: new Date(session.startedAt), said: null, doubt: null }
    const key = startKey({
      kind: 'start',
      stationId: 0n,
      receivedAt: at.at,
      evse: session.evse,
      connector: 1,
      token: { value: token, type: 'rfid' },
      at,
      meterStartWh: session.meterStartWh,
    })
    return { transactionId: String(id), key, started: null, stopped: null }
  }

  private uuid(): string {
    const hex = (digits: number) =>
      Array.from({ length: digits }, () => this.random.integer(0, 15).toString(16)).join('')
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`
  }

  private addReadings(station: DemoStation, session: PastSession, readings: PastSession['curve'], id: bigint): void {
    const stationId = this.written.stationIds.get(station)!
    // In OCPP 2.x a reading says where the meter stood at the start.
    if (station.model.version !== 'ocpp1.6') {
      const at = new Date(session.startedAt)
      const begin = [at, stationId, session.evse, id, 'Transaction.Begin', session.meterStartWh, 0]
      this.rows.reading.push([...begin, null, null, null, null, null, at])
    }
    for (const point of readings) {
      const at = new Date(point.at)
      const isEnd = point.at === session.endedAt
      const current = Math.round((point.powerW / point.phases / 230) * 10) / 10
      const isDc = point.powerW > 43_000
      this.rows.reading.push([
        at,
        stationId,
        session.evse,
        id,
        isEnd ? 'Transaction.End' : 'Sample.Periodic',
        session.meterStartWh + point.energyWh,
        point.energyWh,
        point.powerW,
        isDc ? null : current,
        isDc ? null : point.phases === 3 ? current : 0,
        isDc ? null : point.phases === 3 ? current : 0,
        point.socPercent,
        at,
      ])
    }
  }

  private addStatuses(station: DemoStation, session: PastSession, stationId: bigint): void {
    if (session.startedAt < this.statusFrom) return
    const { evse, isCutShort } = session
    if (station.model.version === 'ocpp1.6') {
      this.status(stationId, evse, 'preparing', 'Preparing', session.startedAt - 9 * SECOND_MS)
      this.status(stationId, evse, 'charging', 'Charging', session.startedAt)
      if (session.fullAt) this.status(stationId, evse, 'suspended-ev', 'SuspendedEV', session.fullAt)
      if (!isCutShort) this.status(stationId, evse, 'finishing', 'Finishing', session.endedAt)
    } else this.status(stationId, evse, 'occupied', 'Occupied', session.startedAt - 9 * SECOND_MS)
    // The fault that ended it stands until it is over.
    if (!isCutShort) this.status(stationId, evse, 'available', 'Available', session.endedAt + MINUTE_MS)
  }

  private addPlugIn(stationId: bigint, is16: boolean, { evse, from, to }: PastPlugIn): void {
    const [status, raw] = is16 ? (['preparing', 'Preparing'] as const) : (['occupied', 'Occupied'] as const)
    this.status(stationId, evse, status, raw, from)
    this.status(stationId, evse, 'available', 'Available', to)
  }

  private status(
    stationId: bigint,
    evse: number,
    status: string,
    raw: string,
    at: number,
    fault: readonly (string | null)[] = [null, null, null],
  ): void {
    const when = new Date(at)
    this.rows.status_event.push([stationId, evse, 1, status, raw, ...fault, when, when])
  }

  private event(stationId: bigint, kind: string, name: string, detail: object | null, at: number): void {
    const when = new Date(at)
    this.rows.station_event.push([stationId, kind, name, detail && JSON.stringify(detail), when, when])
  }
}

/** The newest days in full, then by the quarter of an hour, then a handful of points, and of the oldest only the end. */
function thinned(curve: readonly CurvePoint[], ageDays: number): readonly CurvePoint[] {
  if (ageDays < 3) return curve
  if (ageDays > 45) return curve.slice(-1)
  const every = ageDays < 14 ? 3 : Math.max(1, Math.ceil(curve.length / 4))
  return curve.filter((_, at) => at % every === 0 || at === curve.length - 1)
}
