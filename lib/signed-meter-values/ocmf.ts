/**
 * Open Charge Metering Format: `OCMF|{payload}|{signature}`. The payload's bytes are what is signed: they are cut out, never written
 * anew. Source: SAFE e.V., OCMF 1.0 … 1.4 (github.com/SAFE-eV/OCMF-Open-Charge-Metering-Format).
 */
export interface OcmfRecord {
  /** Exactly what was signed. */
  readonly payload: Buffer
  readonly signature: {
    /** SA; the standard's default when it was not said. */
    readonly method: string
    readonly bytes: Buffer
  }
  /** PG: within a transaction (T) or outside (F), numbered without gaps. */
  readonly page: { readonly context: 'T' | 'F'; readonly number: number } | null
  /** MS, or GS of a signing unit that is the meter. */
  readonly serial: string | null
  readonly identification: string | null
  readonly readings: readonly OcmfReading[]
}

export interface OcmfReading {
  /** By the meter's clock. */
  readonly at: Date | null
  /** U unknown, I informative, S synchronised, R relative. */
  readonly clock: string | null
  /** B begin, C charging, X exception, E L R A P end, S suspended, T tariff change. */
  readonly transaction: string | null
  /** Decimal text with the digits that were signed. */
  readonly value: string | null
  readonly unit: string | null
  /** OBIS code. */
  readonly register: string | null
  /** E energy, t time: unusable for it. '' fine. */
  readonly errors: string
  /** G good. */
  readonly status: string | null
}

const DEFAULT_METHOD = 'ECDSA-secp256r1-SHA256'
const PIPE = 0x7c

export const isOcmf = (bytes: Buffer): boolean => /^\s*OCMF\|/.test(bytes.subarray(0, 64).toString('latin1'))

/** Null: it is not whole, or not JSON where it must be. */
export function parseOcmf(bytes: Buffer): OcmfRecord | null {
  const first = bytes.indexOf(PIPE)
  const second = bytes.indexOf(PIPE, first + 1)
  if (!isOcmf(bytes) || second < 0 || bytes.indexOf(PIPE, second + 1) >= 0) return null
  const payload = bytes.subarray(first + 1, second)
  const said = readJson(keepDigits(payload.toString('utf8')))
  const signed = readJson(bytes.subarray(second + 1).toString('utf8'))
  if (said === null || signed === null || typeof signed.SD !== 'string') return null
  const encoding = String(signed.SE ?? 'hex').toLowerCase()
  return {
    payload,
    signature: {
      method: text(signed.SA) ?? DEFAULT_METHOD,
      bytes: Buffer.from(signed.SD.replaceAll(/\s/g, ''), encoding === 'base64' ? 'base64' : 'hex'),
    },
    page: pageOf(text(said.PG)),
    serial: text(said.MS) ?? text(said.GS),
    identification: text(said.ID),
    readings: readingsOf(said.RD),
  }
}

/** What stands in a reading stays true for those after it until they say otherwise (OCMF, "Readings"). */
function readingsOf(list: unknown): OcmfReading[] {
  if (!Array.isArray(list)) return []
  const readings: OcmfReading[] = []
  for (const entry of list as Record<string, unknown>[]) {
    if (typeof entry !== 'object' || entry === null) continue
    const before = readings.at(-1)
    const time = text(entry.TM)
    readings.push({
      at: time === null ? (before?.at ?? null) : timeOf(time),
      clock: time === null ? (before?.clock ?? null) : (/ ([UISR])$/.exec(time.trim())?.[1] ?? null),
      transaction: text(entry.TX) ?? following(before?.transaction ?? null),
      value: text(entry.RV) ?? before?.value ?? null,
      unit: text(entry.RU) ?? before?.unit ?? null,
      register: text(entry.RI) ?? before?.register ?? null,
      errors: typeof entry.EF === 'string' ? entry.EF.trim() : (before?.errors ?? ''),
      status: text(entry.ST) ?? before?.status ?? null,
    })
  }
  return readings
}

/** A begin that is not repeated does not begin again. */
const following = (transaction: string | null) => (transaction === 'B' ? 'C' : transaction)

function pageOf(said: string | null): OcmfRecord['page'] {
  const [, context, number] = /^([TF])(\d+)$/.exec(said ?? '') ?? []
  return context === undefined ? null : { context: context as 'T' | 'F', number: Number(number) }
}

/** `2018-07-24T13:22:04,000+0200 S` */
function timeOf(said: string): Date | null {
  const [, local, fraction = '000', sign, hours, minutes] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?:([+-])(\d\d):?(\d\d)|Z)?/.exec(said.trim()) ?? []
  if (local === undefined) return null
  const zone = sign === undefined ? 'Z' : `${sign}${hours}:${minutes}`
  const at = new Date(`${local}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`)
  return Number.isNaN(at.getTime()) ? null : at
}

/** RV is a number whose digits matter (1.10 is more precise than 1.1); JSON.parse would round and shorten it. */
const keepDigits = (json: string): string =>
  json.replaceAll(/("RV"\s*:\s*)(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g, '$1"$2"')

function readJson(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** Some stations pad numbers with blanks (DZG). */
function text(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
