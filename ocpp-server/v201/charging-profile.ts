import type { OCPP20 } from 'typed-ocpp'
import type { ChargingProfile, Kind, Purpose, RateUnit, Schedule } from '../../lib/charging-limits/charging-profile'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { CannotSend } from '../station-answer'
import { wireInstant, wireKind, wireSchedule } from '../v16/charging-profile'

const PURPOSES: Readonly<Record<string, Purpose>> = {
  ChargingStationExternalConstraints: 'external',
  ChargingStationMaxProfile: 'station-max',
  TxDefaultProfile: 'tx-default',
  TxProfile: 'tx',
  PriorityCharging: 'priority',
  LocalGeneration: 'local-generation',
}
const WORDS = new Map(Object.entries(PURPOSES).map(([word, purpose]) => [purpose, word]))

/** @throws CannotSend where the version has no such purpose */
export function wirePurpose(purpose: Purpose, protocol: string): string {
  const isNew = purpose === 'priority' || purpose === 'local-generation'
  if (isNew && protocol !== 'ocpp2.1') throw new CannotSend('no-purpose', { protocol, purpose })
  return WORDS.get(purpose)!
}

/** A profile as 2.x writes it. */
export function wireProfile(profile: ChargingProfile, protocol: string): object {
  const { transactionId, validFrom, validTo, schedule } = profile
  const schedules = [schedule, ...(schedule.alternatives ?? [])]
  return {
    id: profile.profileId,
    stackLevel: profile.stackLevel,
    chargingProfilePurpose: wirePurpose(profile.purpose, protocol),
    ...wireKind(profile.kind),
    ...(transactionId === null ? {} : { transactionId }),
    ...(validFrom === null ? {} : { validFrom: wireInstant(validFrom) }),
    ...(validTo === null ? {} : { validTo: wireInstant(validTo) }),
    chargingSchedule: schedules.map((one, index) => ({ id: index + 1, ...wireSchedule(one) })),
  }
}

type WireProfile = Said<OCPP20.ReportChargingProfilesRequest['chargingProfile'][number]>
type WireSchedule = Said<OCPP20.NotifyEVChargingScheduleRequest['chargingSchedule']>

interface Held {
  readonly evse: number
  /** CSO, EMS, SO or Other: who has set it. CSO is us. */
  readonly source: string
  readonly receivedAt: Date
}

/** A profile as a station reports it; null when it lacks what would make it one. */
export function saidProfile(said: WireProfile, { evse, source, receivedAt }: Held): ChargingProfile | null {
  const [schedule, ...alternatives] = (said.chargingSchedule ?? []).map((one) => saidSchedule(one, receivedAt))
  if (said.id === undefined || !isInt32(said.id) || !schedule) return null
  return {
    profileId: said.id,
    evse,
    stackLevel: isInt32(said.stackLevel) ? said.stackLevel! : 0,
    purpose: PURPOSES[said.chargingProfilePurpose ?? ''] ?? 'external',
    kind: saidKind(said),
    transactionId: said.transactionId ?? null,
    validFrom: futureInstant(said.validFrom, receivedAt),
    validTo: futureInstant(said.validTo, receivedAt),
    schedule:
      alternatives.length === 0 ? schedule : { ...schedule, alternatives: alternatives.filter((one) => one !== null) },
    source,
    setAt: receivedAt,
  }
}

/** A schedule as a station or a car says it; null when it has no periods. */
export function saidSchedule(said: WireSchedule | undefined, receivedAt: Date): Schedule | null {
  const periods = (said?.chargingSchedulePeriod ?? []).flatMap(({ startPeriod, limit, numberPhases }) =>
    startPeriod === undefined || startPeriod < 0
      ? []
      : [{ startSeconds: Math.round(startPeriod), limit: limit ?? null, phases: numberPhases ?? null }],
  )
  if (said === undefined || periods.length === 0) return null
  const unit: RateUnit = said.chargingRateUnit === 'W' ? 'W' : 'A'
  return {
    unit,
    startAt: futureInstant(said.startSchedule, receivedAt)?.toISOString() ?? null,
    durationSeconds: said.duration !== undefined && said.duration > 0 ? Math.round(said.duration) : null,
    periods: periods.sort((a, b) => a.startSeconds - b.startSeconds),
  }
}

function saidKind({ chargingProfileKind, recurrencyKind }: WireProfile): Kind {
  if (chargingProfileKind === 'Recurring') return recurrencyKind === 'Weekly' ? 'recurring-weekly' : 'recurring-daily'
  if (chargingProfileKind === 'Relative') return 'relative'
  return chargingProfileKind === ('Dynamic' as string) ? 'dynamic' : 'absolute'
}

/** An instant that, unlike what has happened, may well lie ahead; null when there is none that can be read. */
export function futureInstant(text: string | undefined, receivedAt: Date): Date | null {
  if (text === undefined) return null
  const { at, doubt } = saidTime(text, receivedAt, 'UTC')
  if (doubt === null) return at
  const ahead = doubt === 'future' ? new Date(text) : null
  return ahead === null || Number.isNaN(ahead.getTime()) ? null : ahead
}

const isInt32 = (value: number | undefined) =>
  value !== undefined && Number.isInteger(value) && Math.abs(value) < 2 ** 31
