import { Decimal } from '../kernel/money'
import type { ChargingState } from '../live/events'
import { measureSession } from '../sessions/measure-session'
import { agreementSchema } from '../tariffs/agreement'
import type { Phase } from '../tariffs/idle-time'
import { type Price, priceSession, type SessionFacts, type Unpriced } from '../tariffs/price-session'
import { readTariff, type TariffTerms } from '../tariffs/tariff'
import type { StoredNow } from './compare-evidence'
import { readReadings, rowsOf, type TariffEvidence } from './evidence'

export interface Rated {
  readonly price: Price | Unpriced
  /** What the meter says by its readings alone, Wh; null: they do not tell (any more), and the energy that was stored is taken. */
  readonly measuredWh: string | null
  /** What was rated. */
  readonly facts: SessionFacts
}

/** Works a session's price out again from what was kept: energy from the raw readings, price by the frozen tariff, prices and agreement. */
export function rateEvidence(evidence: StoredNow): Rated {
  const [startedAt, endedAt] = [new Date(evidence.startedAt), new Date(evidence.endedAt)]
  const { measured, readings, phases } = measureEvidence(evidence)
  const stored = new Decimal(evidence.energyWh)
  const energyWh =
    evidence.correctedWh !== null
      ? new Decimal(evidence.correctedWh)
      : measured.isKnown
        ? measured.energyWh
        : stored.isZero()
          ? null
          : stored
  const facts: SessionFacts = {
    startedAt,
    until: endedAt,
    energyWh,
    phases,
    readings: readings.flatMap(({ at }, index) => {
      const its = measured.energies[index]
      return its == null ? [] : [{ at, energyWh: its }]
    }),
    ...(evidence.timeZone !== null && { timeZone: evidence.timeZone }),
    spot: rowsOf(evidence.spot).map((row) => {
      const [at = '', perMwh = '', currency = ''] = row.split('\t')
      return { at: Number(at), perMwh, currency }
    }),
    agreement: agreementOf(evidence.agreement),
  }
  return {
    price: priceSession(termsOf(evidence.tariff), facts),
    measuredWh: measured.isKnown ? measured.energyWh.toFixed() : null,
    facts,
  }
}

/** The meter, read again from the raw registers that were kept. Energies are in the order of the readings. */
export function measureEvidence(evidence: StoredNow) {
  const phases = phasesOf(evidence.phases)
  const readings = readReadings(evidence.readings).map(({ at, context, ...reading }) => ({
    at,
    context,
    registerWh: decimal(reading.registerWh),
    intervalWh: decimal(reading.intervalWh),
    energyWh: null,
  }))
  const measured = measureSession(
    {
      startedAt: new Date(evidence.startedAt),
      endedAt: new Date(evidence.endedAt),
      saidStartWh: evidence.isStartDerived ? null : decimal(evidence.meterStartWh),
      saidStopWh: decimal(evidence.meterStopWh),
      isStartExpected: !evidence.isKeyedByStation,
      phases,
      // Only what looks odd depends on it, never what was measured.
      maxPowerW: null,
    },
    readings,
  )
  return { measured, readings, phases }
}

/** The terms that were kept. Versions are shared by many sessions: what has been read once is not compiled again. */
export function termsOf(tariff: TariffEvidence | null): TariffTerms | null | 'unreadable' {
  if (tariff === null) return null
  const key = JSON.stringify(tariff)
  const known = termsByText.get(key)
  if (known !== undefined) return known
  const terms = readTariff(tariff) ?? 'unreadable'
  if (termsByText.size >= MOST_TERMS) termsByText.clear()
  termsByText.set(key, terms)
  return terms
}
const termsByText = new Map<string, TariffTerms | 'unreadable'>()
const MOST_TERMS = 1_000

export function phasesOf(text: string): Phase[] {
  return rowsOf(text).map((row) => {
    const space = row.indexOf(' ')
    return { at: new Date(Number(row.slice(0, space))), state: row.slice(space + 1) as ChargingState }
  })
}

/** An agreement that this program does not understand must not be passed over: it throws. */
const agreementOf = (agreement: unknown) => (agreement == null ? null : agreementSchema.parse(agreement))
const decimal = (value: string | null): Decimal | null => (value === null ? null : new Decimal(value))
