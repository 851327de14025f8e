import type { ProfileCriteria } from '../lib/charging-limits/mutations/record-profiles'
import type { MessageCriteria } from '../lib/displays/mutations/record-display-messages'
import { EXPIRY_GRACE_MS, type OpenReservation } from '../lib/reservations/reservation'
import type { Held } from '../lib/stations/queries/load-holdings'

/** A car that will not keep to its limits is told so this often in one session, and then left to the station. */
const MOST_CORRECTIONS = 3
/** Reports remembered, more than any station sends at a time: the oldest are forgotten. */
const MOST_REPORTS = 100

/** What was asked for in a report of what a station holds. */
export interface ExpectedReport {
  readonly askedAt: Date
  readonly profiles?: ProfileCriteria
  readonly messages?: MessageCriteria
}

interface KeptPart {
  readonly number: number
  readonly print: string
  readonly isLast: boolean
}

/**
 * What a station keeps for us, remembered with its connection: so that the messages of the many stations that keep nothing cost
 * nothing more. Loaded when it connects, moved by what is asked of it and by what it says.
 */
export class Holdings {
  /** It holds charging profiles of ours that should outlive a restart, and with some do not. */
  hasProfiles = false
  private open: Map<number, OpenReservation> | null = null
  private expected: Map<number, ExpectedReport> | null = null
  /** By report, the part of it that was kept last. */
  private parts: Map<string, KeptPart> | null = null
  private corrected: Map<number, { readonly transactionId: string; readonly count: number }> | null = null

  load({ reservations, hasProfiles }: Held): void {
    for (const reservation of reservations) this.reserve(reservation)
    this.hasProfiles = hasProfiles
  }

  reserve(reservation: OpenReservation): void {
    this.open ??= new Map()
    this.open.set(reservation.id, reservation)
  }

  release(id: number): void {
    this.open?.delete(id)
    if (this.open?.size === 0) this.open = null
  }

  /** Reservations the station may still hold; null, which is nearly always, when there is none. */
  reservations(now: Date): readonly OpenReservation[] | null {
    // 1.6 stations do not tell when one is over.
    for (const { id, expiresAt } of this.open?.values() ?? [])
      if (now.getTime() >= expiresAt.getTime() + EXPIRY_GRACE_MS) this.release(id)
    return this.open === null ? null : [...this.open.values()]
  }

  /** A report was asked for: what it does not name of what was asked about, the station does not hold. */
  expectReport(requestId: number, expected: ExpectedReport): void {
    this.expected ??= new Map()
    this.expected.set(requestId, expected)
  }

  expectedReport(requestId: number): ExpectedReport | null {
    return this.expected?.get(requestId) ?? null
  }

  /** The report is here, or will not come. */
  takeExpected(requestId: number): void {
    this.expected?.delete(requestId)
  }

  /**
   * Which part of its report this is, from 0, where parts carry no number. The part that was kept last is itself when it is said again.
   * @param print what tells one part from another
   */
  partNumber(report: string, print: string): number {
    const known = this.parts?.get(report)
    if (known === undefined) return 0
    if (known.print === print) return known.number
    return known.isLast ? 0 : known.number + 1
  }

  /** The part is stored: the next one is another. */
  partKept(report: string, print: string, isLast: boolean): void {
    this.parts ??= new Map()
    this.parts.set(report, { number: this.partNumber(report, print), print, isLast })
    if (this.parts.size > MOST_REPORTS) this.parts.delete(this.parts.keys().next().value!)
  }

  /** Whether the car at this EVSE may be corrected once more in this session; counts. */
  mayCorrect(evse: number, transactionId: string): boolean {
    this.corrected ??= new Map()
    const known = this.corrected.get(evse)
    const count = known?.transactionId === transactionId ? known.count : 0
    if (count >= MOST_CORRECTIONS) return false
    this.corrected.set(evse, { transactionId, count: count + 1 })
    return true
  }
}
