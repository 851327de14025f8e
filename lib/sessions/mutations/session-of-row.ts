import { Decimal } from '../../kernel/money'
import { grantOf } from '../../plans/grant'
import type { SessionPlan } from '../../plans/session-plan'
import { type MeterState, meterAt, nextRegister } from '../energy-from-register'
import type { EnergyReading, SessionState } from '../session-state'
import type { PlanRow, ReadingTuple, SessionRow } from './loaded-row'

/** A session as the rules know it. */
export function sessionOf(row: SessionRow): SessionState {
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

/** An id that came as text. */
export const big = (id: string | null | undefined): bigint | null => (id == null ? null : BigInt(id))
const decimal = (value: string | null): Decimal | null => (value === null ? null : new Decimal(value))
const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms))
