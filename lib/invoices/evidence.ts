import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

/**
 * What an issued session's price rests on, kept with the invoice for as long as the books: readings may be thinned, prices and tariffs
 * lost, and the invoice can still be worked out again. Instants are epoch ms, energies Wh as decimal strings.
 */
export interface SessionEvidence {
  readonly v: 1
  readonly startedAt: number
  readonly endedAt: number
  readonly energyWh: string
  readonly meterStartWh: string | null
  readonly meterStopWh: string | null
  /** OCPP 2.x: the station names its transactions, and readings say the start. */
  readonly isKeyedByStation: boolean
  /** The register at the start was taken from readings. */
  readonly isStartDerived: boolean
  /** IANA zone and price area of the site; null: it had none. */
  readonly timeZone: string | null
  readonly priceArea: string | null
  /** A line each: `ms state`. */
  readonly phases: string
  /** A line each, tab-separated: ms, register, interval, energy since the start as we had it, context. Empty: not told. */
  readonly readings: string
  /** A line each, tab-separated: ms, price per MWh, currency; those that were known when the session was priced. */
  readonly spot: string
  /** What a person said was really charged. */
  readonly correctedWh: string | null
  readonly tariff: TariffEvidence | null
  /** What the customer had agreed on, and what was left of it (lib/tariffs/agreement.ts). */
  readonly agreement: unknown
  /** The invoice's lines of this session, byte by byte. */
  readonly lines: string
}

export interface TariffEvidence {
  readonly versionId: string
  readonly currency: string
  readonly vatPercent: string
  readonly pricesIncludeVat: boolean
  readonly elements: unknown
  readonly limits: unknown
}

/** The invoice itself, and its lines that belong to no session (of a credit note: all). */
export interface HeadEvidence {
  readonly v: 1
  readonly head: string
  readonly lines: string
}

export type Evidence = SessionEvidence | HeadEvidence

/** The row with this session id holds the invoice's head. */
export const HEAD = '0'

export interface PackedEvidence {
  readonly content: Buffer
  /** SHA-256 of the content before it was packed. */
  readonly digest: Buffer
}

export function packEvidence(evidence: Evidence): PackedEvidence {
  const text = Buffer.from(JSON.stringify(evidence), 'utf8')
  return { content: deflateRawSync(text), digest: sha256(text) }
}

/** @returns null when a byte of it is not as it was kept */
export function unpackEvidence({ content, digest }: PackedEvidence): Evidence | null {
  try {
    const text = inflateRawSync(content)
    return sha256(text).equals(digest) ? (JSON.parse(text.toString('utf8')) as Evidence) : null
  } catch {
    return null
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

export const isHead = (evidence: Evidence): evidence is HeadEvidence => 'head' in evidence

/** A reading as the evidence has it. */
export interface KeptReading {
  readonly at: number
  readonly registerWh: string | null
  readonly intervalWh: string | null
  readonly energyWh: string | null
  readonly context: string
}

export function readReadings(text: string): KeptReading[] {
  return rowsOf(text).map((row) => {
    const [at = '', register = '', interval = '', energy = '', ...context] = row.split('\t')
    return {
      at: Number(at),
      registerWh: register || null,
      intervalWh: interval || null,
      energyWh: energy || null,
      context: context.join('\t'),
    }
  })
}

export const rowsOf = (text: string): string[] => (text === '' ? [] : text.split('\n'))
