import { offsetMs } from '../kernel/local-day'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../kernel/time'
import { type ChargingProfile, type Purpose, permittedLimit, profileIdFor } from './charging-profile'
import type { ProfileInput } from './profile-input'

/** Far above what anybody stacks: it names a hold, so that a new one takes the old one's place. */
const HOLD_MARK = 9_999

export interface Hold {
  /** 0: the whole station. */
  readonly evse: number
  readonly limitA: number
  /** Null: until somebody lifts it. */
  readonly until: Date | null
  /** The session that runs there; null: none. */
  readonly sessionId: string | null
}

/** What is asked of the station for "hold it to 16 A until 18:00". */
export interface HoldCommand {
  readonly evseId?: number
  readonly sessionId?: string
  readonly profile: ProfileInput
}

/**
 * A simple limit as a charging profile that really holds: above what the station has stacked there already; and where a session has a
 * limit of its own, which no default touches, on that session.
 */
export function holdCommand(
  { evse, limitA, until, sessionId }: Hold,
  held: readonly ChargingProfile[],
  now: Date,
): HoldCommand {
  const isSessions = evse !== 0 && sessionId !== null && held.some((one) => one.purpose === 'tx' && one.evse === evse)
  const purpose = evse === 0 ? 'station-max' : isSessions ? 'tx' : 'tx-default'
  const id = holdId(purpose, evse)
  return {
    ...(evse === 0 ? {} : { evseId: evse }),
    ...(isSessions ? { sessionId } : {}),
    profile: {
      id,
      purpose,
      kind: 'absolute',
      stackLevel: levelAbove(
        held.filter((one) => one.profileId !== id && one.purpose === purpose && one.evse === evse),
      ),
      ...(until === null ? {} : { validTo: until.toISOString() }),
      schedule: {
        unit: 'A',
        startAt: startOf(now),
        ...(until === null ? {} : { durationSeconds: secondsUntil(until, now) }),
        periods: [{ startSeconds: 0, limit: permittedLimit(limitA, 'A', null) }],
      },
    },
  }
}

const holdId = (purpose: Purpose, evse: number) => profileIdFor(purpose, evse, HOLD_MARK)

/** A limit set by `holdCommand`. */
export const isHold = ({ profileId, purpose, evse }: ChargingProfile): boolean => profileId === holdId(purpose, evse)

/** Level 0 is left to what should hold when nothing else does. */
const levelAbove = (others: readonly ChargingProfile[]): number =>
  Math.max(0, ...others.map(({ stackLevel }) => stackLevel)) + 1

/** The profile as the station would hold it, to be previewed with the others. */
export function asHeld({ evseId = 0, profile }: HoldCommand, now: Date): ChargingProfile {
  const { validTo, schedule } = profile
  return {
    profileId: profile.id ?? 0,
    evse: evseId,
    stackLevel: profile.stackLevel,
    purpose: profile.purpose,
    kind: profile.kind,
    transactionId: null,
    validFrom: null,
    validTo: validTo === undefined ? null : new Date(validTo),
    schedule: {
      unit: schedule.unit,
      startAt: schedule.startAt ?? null,
      durationSeconds: schedule.durationSeconds ?? null,
      periods: schedule.periods.map(({ startSeconds, limit, phases = null }) => ({ startSeconds, limit, phases })),
    },
    source: 'us',
    setAt: now,
  }
}

/**
 * The next time the clock on the wall shows this: today, or tomorrow when it has passed.
 * @param clock `18:00` @param timeZone IANA. Null: no such time.
 */
export function nextWallTime(clock: string, now: Date, timeZone: string): Date | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(clock)
  if (match === null) return null
  const wallNow = now.getTime() + offsetMs(now.getTime(), timeZone)
  const midnight = Math.floor(wallNow / DAY_MS) * DAY_MS
  const wall = midnight + (Number(match[1]) * 60 + Number(match[2])) * MINUTE_MS
  const instant = (at: number) => at - offsetMs(at - offsetMs(at, timeZone), timeZone)
  const today = instant(wall)
  return new Date(today > now.getTime() ? today : instant(wall + DAY_MS))
}

const startOf = (now: Date) => `${now.toISOString().slice(0, 19)}Z`
const secondsUntil = (until: Date, now: Date) =>
  Math.max(1, Math.ceil((until.getTime() - Date.parse(startOf(now))) / SECOND_MS))
