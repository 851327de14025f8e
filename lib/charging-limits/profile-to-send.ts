import type { QuirkEffects } from '../stations/vendor-quirks'
import { type ChargingProfile, type Purpose, permittedLimit, profileIdFor, type Schedule } from './charging-profile'
import { inUnit } from './composite-limit'
import type { StartProfileInput } from './profile-input'

export interface Destination {
  readonly purpose: Purpose
  /** 0: the whole station. */
  readonly evse: number
  readonly transactionId: string | null
  readonly quirks: Pick<Partial<QuirkEffects>, 'stackLevel' | 'profileKind' | 'rateUnit'>
  readonly now: Date
}

/**
 * A profile as it will be sent: limits that may be sent (see `permittedLimit`), a number, a beginning, and what this maker's stations
 * can take. A relative schedule stands for an absolute one where only that is taken: it counts from the start of charging, and for the
 * station as such from when it is received, so its validity says when it begins.
 */
export function profileToSend(input: StartProfileInput, destination: Destination): ChargingProfile {
  const { purpose, evse, transactionId, quirks, now } = destination
  const stackLevel = quirks.stackLevel ?? input.stackLevel
  const isRelative = quirks.profileKind === 'Relative' && input.kind === 'absolute'
  const kind = isRelative ? 'relative' : input.kind
  const asked = input.schedule.startAt ?? (kind === 'relative' ? null : secondOf(now))
  const schedule = scheduleToSend(input, quirks.rateUnit)
  return {
    profileId: input.id ?? profileIdFor(purpose, evse, stackLevel),
    evse,
    stackLevel,
    purpose,
    kind,
    transactionId,
    validFrom: date(input.validFrom ?? (isRelative ? input.schedule.startAt : undefined)),
    validTo: date(input.validTo ?? (isRelative ? endOf(input, now) : undefined)),
    schedule: { ...schedule, startAt: kind === 'relative' ? null : asked },
    source: 'us',
    setAt: now,
  }
}

function scheduleToSend({ schedule }: StartProfileInput, onlyUnit: 'W' | undefined): Schedule {
  const unit = onlyUnit ?? schedule.unit
  return {
    unit,
    startAt: null,
    durationSeconds: schedule.durationSeconds ?? null,
    periods: schedule.periods.map(({ startSeconds, limit, phases = null }) => ({
      startSeconds,
      limit: tenths(inUnit(permittedLimit(limit, schedule.unit, phases), schedule.unit, unit, phases ?? 3)),
      phases,
    })),
  }
}

const tenths = (limit: number) => Math.floor(limit * 10 + 1e-6) / 10

/** An absolute schedule's end, for a station that knows only relative ones: those would begin again with the next car. */
function endOf({ schedule: { startAt, durationSeconds } }: StartProfileInput, now: Date): string | undefined {
  if (durationSeconds === undefined) return undefined
  return new Date((startAt === undefined ? now.getTime() : Date.parse(startAt)) + durationSeconds * 1000).toISOString()
}

/** Whole seconds: some stations cannot read fractions. */
const secondOf = (now: Date) => `${now.toISOString().slice(0, 19)}Z`

const date = (text: string | undefined) => (text === undefined ? null : new Date(text))
