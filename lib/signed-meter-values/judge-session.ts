import { Decimal } from '../kernel/money'
import type { Verdict } from './judge-reading'
import { type OcmfReading, type OcmfRecord, parseOcmf } from './ocmf'
import { unwrapSignedData } from './signed-data'

export interface JudgedReading {
  readonly data: Buffer
  readonly verdict: Verdict
}

/** What is wrong with a session's signed values, or not known; words for each are under `signed.finding` in messages. */
export type Finding =
  | 'signature' // a signature does not fit
  | 'serial' // not all of one meter
  | 'pagination' // records are missing between, or doubled
  | 'meter-status' // the meter itself says that a value is not good
  | 'identification' // begun by one, ended by another
  | 'time' // ends before it begins
  | 'energy' // not what is billed
  | 'unverified' // a signature could not be checked
  | 'running' // not ended yet
  | 'no-begin'
  | 'no-end'

/** What keeps a verdict open; every other finding decides it. */
const OPEN: readonly Finding[] = ['unverified', 'running', 'no-begin', 'no-end']

export interface SessionJudgement {
  readonly verdict: Verdict
  readonly findings: readonly Finding[]
  /** By the signed values; null: they do not say. */
  readonly energyWh: string | null
  readonly begin: OcmfReading | null
  readonly end: OcmfReading | null
  readonly serial: string | null
}

const ENDS = ['E', 'L', 'R', 'A', 'P']

/**
 * Whether a session's signed values together prove what is billed (OCMF 1.4, and what the transparency software checks): all signed,
 * of one meter, without gaps, from begin to end, good, and their difference the billed energy. Null: it has none.
 */
export function judgeSession(
  readings: readonly JudgedReading[],
  session: { readonly energyWh: Decimal.Value; readonly isEnded: boolean },
): SessionJudgement | null {
  if (readings.length === 0) return null
  const findings = new Set<Finding>()
  if (readings.some(({ verdict }) => verdict === 'failed')) findings.add('signature')
  if (readings.some(({ verdict }) => verdict === 'unknown')) findings.add('unverified')
  if (!session.isEnded) findings.add('running')

  const records = recordsOf(readings)
  if (new Set(records.map(({ serial }) => serial)).size > 1) findings.add('serial')
  if (!isConsecutive(records)) findings.add('pagination')
  const values = records.flatMap(({ readings: own, identification }) =>
    own.filter(isEnergy).map((reading) => ({ reading, identification })),
  )
  const begin = values.find(({ reading }) => reading.transaction === 'B')
  const end = values.findLast(
    ({ reading }) =>
      ENDS.includes(reading.transaction ?? '') && (begin === undefined || reading.register === begin.reading.register),
  )
  if (begin === undefined && !(end && isNet(end.reading))) findings.add('no-begin')
  if (end === undefined) findings.add('no-end')
  const ends = [begin, end].flatMap((one) => (one === undefined ? [] : [one.reading]))
  if (ends.some((reading) => reading.errors !== '' || (reading.status ?? 'G') !== 'G')) findings.add('meter-status')
  if (begin && end && begin.identification !== end.identification) findings.add('identification')
  if (begin?.reading.at && end?.reading.at && begin.reading.at > end.reading.at) findings.add('time')

  const energy = energyBetween(begin?.reading, end?.reading)
  if (energy !== null && session.isEnded) {
    if (energy.wh.minus(session.energyWh).abs().greaterThan(energy.toleranceWh)) findings.add('energy')
  }
  return {
    verdict: verdictOf(findings),
    findings: [...findings],
    energyWh: energy?.wh.toFixed() ?? null,
    begin: begin?.reading ?? null,
    end: end?.reading ?? null,
    serial: records[0]?.serial ?? null,
  }
}

function verdictOf(findings: ReadonlySet<Finding>): Verdict {
  for (const finding of findings) if (!OPEN.includes(finding)) return 'failed'
  return findings.size === 0 ? 'verified' : 'unknown'
}

/** The transaction's records in the meter's order; one that was sent twice counts once. */
function recordsOf(readings: readonly JudgedReading[]): OcmfRecord[] {
  const seen = new Map<string, OcmfRecord>()
  for (const { data } of readings) {
    const { bytes, format } = unwrapSignedData(data)
    const record = format === 'ocmf' ? parseOcmf(bytes) : null
    if (record !== null && record.page?.context !== 'F') seen.set(record.payload.toString('latin1'), record)
  }
  return [...seen.values()].sort((a, b) => (a.page?.number ?? 0) - (b.page?.number ?? 0))
}

function isConsecutive(records: readonly OcmfRecord[]): boolean {
  const pages = records.flatMap(({ page }) => page?.number ?? [])
  return pages.every((page, index) => index === 0 || page === (pages[index - 1] as number) + 1)
}

/** Time registers (OBIS 0.8.6, in seconds) stand beside the energy; what flows back is no part of the bill. */
function isEnergy({ unit, register, value }: OcmfReading): boolean {
  if (value === null || factorOf(unit) === null) return false
  return !/[:.](?:0?2\.0?8|C[0-3]\.0?8)\./i.test(`:${register ?? ''}.`)
}

/** OCMF's own registers B2 and B3 count from the transaction's beginning: the last value is the energy. */
const isNet = ({ register }: OcmfReading): boolean => /:B[23]\.0?8\./i.test(`${register ?? ''}.`)

const factorOf = (unit: string | null): number | null =>
  ({ wh: 1, kwh: 1000, mwh: 1_000_000 })[(unit ?? '').toLowerCase()] ?? null

/** Two values are each rounded to their last digit, and the billed register to a watt-hour. */
function energyBetween(begin: OcmfReading | undefined, end: OcmfReading | undefined) {
  const [first, last] = [begin && wattHours(begin), end && wattHours(end)]
  if (!end || !last || (!first && !isNet(end))) return null
  const wh = first ? last.wh.minus(first.wh) : last.wh
  return { wh, toleranceWh: last.digit.plus(first?.digit ?? 0).plus(1) }
}

function wattHours({ value, unit }: OcmfReading) {
  const factor = factorOf(unit)
  if (value === null || factor === null || !/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return null
  const digits = /\.(\d+)/.exec(value)?.[1]?.length ?? 0
  return { wh: new Decimal(value).times(factor), digit: new Decimal(10).pow(-digits).times(factor) }
}
