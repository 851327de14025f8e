import type { ProfileCriteria } from '../lib/charging-limits/mutations/record-profiles'
import type { MessageCriteria } from '../lib/displays/mutations/record-display-messages'
import { EXPIRY_GRACE_MS, type OpenReservation } from '../lib/reservations/reservation'
import type { Held } from '../lib/stations/queries/load-holdings'

/** A car that will not keep to its limits is told so this often in one session, and then left to the station. */
const MOST_CORRECTIONS = 3
/** Reports under way at a time, more than any station sends: those whose last part never comes are forgotten. */
const MOST_REPORTS = 100

/** What was asked for in a report of what a station holds. */
export interface ExpectedReport {
  readonly askedAt: Date
  readonly profiles?: ProfileCriteria
  readonly messages?: MessageCriteria
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
  private parts: Map<string, number> | null = null
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

  /** The report is here, or will not come. */
  takeExpected(requestId: number): ExpectedReport | null {
    const expected = this.expected?.get(requestId) ?? null
    this.expected?.delete(requestId)
    return expected
  }

  /** Numbers the parts of a report whose parts carry no number, from 0. */
  nextPart(action: string, requestId: number, isLast: boolean): number {
    this.parts ??= new Map()
    const key = `${action} ${requestId}`
    const part = this.parts.get(key) ?? 0
    if (isLast) this.parts.delete(key)
    else this.parts.set(key, part + 1)
    if (this.parts.size > MOST_REPORTS) this.parts.delete(this.parts.keys().next().value!)
    return part
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
