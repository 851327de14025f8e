import { Decimal } from '../kernel/money'
import type { Finding } from './difference'
import { readReadings, rowsOf, type SessionEvidence } from './evidence'

/** What is stored of a session now; without its lines. */
export type StoredNow = Omit<SessionEvidence, 'lines'>

/**
 * What of a session is not any more as it was kept. What came later (a late reading, a phase) is no difference by itself: if it changes
 * the price, the price tells. Readings that are all gone are no difference either: they were kept so that they may go.
 */
export function compareEvidence(kept: StoredNow, now: StoredNow): Finding[] {
  const findings: Finding[] = []
  const tell = (what: Finding['what'], issued: string | null, recalculated: string | null) =>
    findings.push({ what, issued, recalculated })
  if (!isSameNumber(kept.energyWh, now.energyWh)) tell('energy', kept.energyWh, now.energyWh)
  for (const at of ['startedAt', 'endedAt'] as const) {
    if (kept[at] !== now[at]) tell('times', iso(kept[at]), iso(now[at]))
  }
  const phase = lostRow(kept.phases, now.phases)
  if (phase !== null) tell('times', phase, null)
  for (const register of ['meterStartWh', 'meterStopWh'] as const) {
    if (!isSameNumber(kept[register], now[register])) tell('meter', kept[register], now[register])
  }
  if (kept.correctedWh !== now.correctedWh) tell('meter', kept.correctedWh, now.correctedWh)
  if (now.readings !== kept.readings && now.readings !== '') {
    const lost = lostReading(kept.readings, now.readings)
    if (lost !== null) tell('meter', lost.issued, lost.recalculated)
  }
  if (kept.priceArea === now.priceArea) {
    const price = lostRow(kept.spot, now.spot)
    if (price !== null) tell('spot', price, null)
  }
  for (const [what, before, after] of [
    ['tariff', kept.tariff, now.tariff],
    ['agreement', agreed(kept.agreement), agreed(now.agreement)],
  ] as const) {
    const [issued, recalculated] = [JSON.stringify(before), JSON.stringify(after)]
    if (issued !== recalculated) tell(what, shortened(issued), shortened(recalculated))
  }
  return findings
}

/**
 * An agreement without what was left of its month: that is less when a session is priced anew after others have drawn on it, and if it
 * matters, the price tells.
 */
function agreed(agreement: unknown): unknown {
  if (agreement === null || typeof agreement !== 'object') return agreement
  return Object.fromEntries(Object.entries(agreement).filter(([key]) => !LEFT_OF_MONTH.has(key)))
}
const LEFT_OF_MONTH: ReadonlySet<string> = new Set(['includedWh', 'monthCap'])

/** The first kept row that is not there any more. */
function lostRow(kept: string, now: string): string | null {
  if (kept === now) return null
  const rows = new Set(rowsOf(now))
  return rowsOf(kept).find((row) => !rows.has(row)) ?? null
}

/** The first kept reading that is gone or says something else. Our own energy beside it follows from all of them together. */
function lostReading(kept: string, now: string): Pick<Finding, 'issued' | 'recalculated'> | null {
  const [before, after] = [readReadings(kept), readReadings(now)]
  const isMore = after.length > before.length
  const byPlace = new Map(after.map((reading) => [`${reading.at} ${reading.context}`, reading]))
  for (const reading of before) {
    const its = byPlace.get(`${reading.at} ${reading.context}`)
    const isSame =
      its !== undefined &&
      its.registerWh === reading.registerWh &&
      its.intervalWh === reading.intervalWh &&
      (isMore || its.energyWh === reading.energyWh)
    if (!isSame) return { issued: said(reading), recalculated: its === undefined ? null : said(its) }
  }
  return null
}

const said = ({ at, registerWh, intervalWh, energyWh, context }: ReturnType<typeof readReadings>[number]) =>
  [iso(at), registerWh, intervalWh, energyWh, context].map((part) => part ?? '–').join(' ')
const iso = (at: number) => new Date(at).toISOString()
const isSameNumber = (a: string | null, b: string | null) =>
  a === b || (a !== null && b !== null && new Decimal(a).equals(b))
const shortened = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text)
