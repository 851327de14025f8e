import type { ChargingProfile, Purpose, Schedule } from '../../lib/charging-limits/charging-profile'
import { CannotSend } from '../station-answer'

/** Our purposes under 1.6's names; what it has no name for cannot be sent. */
export const PURPOSES_16: Readonly<Partial<Record<Purpose, string>>> = {
  'station-max': 'ChargePointMaxProfile',
  'tx-default': 'TxDefaultProfile',
  tx: 'TxProfile',
}

/** @throws CannotSend for a purpose 1.6 does not know */
export function purpose16(purpose: Purpose): string {
  const word = PURPOSES_16[purpose]
  if (word === undefined) throw new CannotSend('no-purpose', { protocol: 'OCPP 1.6', purpose })
  return word
}

/** A profile as 1.6 writes it. Its schedule may have to be worked out by stations that mind fractions and empty fields. */
export function wireProfile16(profile: ChargingProfile): object {
  const { kind, transactionId, validFrom, validTo, schedule } = profile
  return {
    chargingProfileId: profile.profileId,
    ...(transactionId === null ? {} : { transactionId: Number(transactionId) }),
    stackLevel: profile.stackLevel,
    chargingProfilePurpose: purpose16(profile.purpose),
    ...wireKind(kind),
    ...(validFrom === null ? {} : { validFrom: wireInstant(validFrom) }),
    ...(validTo === null ? {} : { validTo: wireInstant(validTo) }),
    chargingSchedule: wireSchedule(schedule),
  }
}

/** The same words in every version. */
export function wireKind(kind: ChargingProfile['kind']): object {
  switch (kind) {
    case 'absolute':
      return { chargingProfileKind: 'Absolute' }
    case 'relative':
      return { chargingProfileKind: 'Relative' }
    case 'recurring-daily':
      return { chargingProfileKind: 'Recurring', recurrencyKind: 'Daily' }
    case 'recurring-weekly':
      return { chargingProfileKind: 'Recurring', recurrencyKind: 'Weekly' }
    case 'dynamic':
      return { chargingProfileKind: 'Dynamic' }
  }
}

/** The same words in every version; 2.x adds a number. */
export function wireSchedule({ unit, startAt, durationSeconds, periods }: Schedule): object {
  return {
    ...(durationSeconds === null ? {} : { duration: durationSeconds }),
    ...(startAt === null ? {} : { startSchedule: wireInstant(new Date(startAt)) }),
    chargingRateUnit: unit,
    chargingSchedulePeriod: periods.map(({ startSeconds, limit, phases }) => ({
      startPeriod: startSeconds,
      ...(limit === null ? {} : { limit }),
      ...(phases === null ? {} : { numberPhases: phases }),
    })),
  }
}

/** Whole seconds in UTC: what every station can read. */
export const wireInstant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
