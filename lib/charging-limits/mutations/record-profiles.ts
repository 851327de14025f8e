import type { Sql, Writer } from '../../db/coalesce'
import type { ChargingProfile, Purpose } from '../charging-profile'

/** Which profiles a message is about; what is absent does not matter. */
export interface ProfileCriteria {
  readonly profileIds?: readonly number[]
  readonly evse?: number
  readonly purpose?: Purpose
  readonly stackLevel?: number
  readonly sources?: readonly string[]
}

/** What a station says of the profiles it holds. */
export type ProfilesSaid =
  | {
      readonly kind: 'held'
      readonly stationId: bigint
      readonly profiles: readonly ChargingProfile[]
      readonly at: Date
    }
  | {
      readonly kind: 'gone'
      readonly stationId: bigint
      readonly criteria: ProfileCriteria
      readonly at: Date
      /** Only those not seen held since; absent: all. */
      readonly notSeenSince?: Date
    }

/** Keeps which profiles stations hold: two statements at most. What is seen held and said gone in one tick is gone, unless it is newer. */
export const recordProfiles: Writer<ProfilesSaid, void> = {
  name: 'charging-profiles',
  async write(tx, said) {
    const held = said.flatMap((one) =>
      one.kind === 'held' ? one.profiles.map((profile) => ({ ...one, profile })) : [],
    )
    if (held.length > 0) await hold(tx, held)
    const gone = said.filter((one) => one.kind === 'gone')
    if (gone.length > 0) await clear(tx, gone)
    return said.map(() => undefined)
  },
}

async function hold(
  tx: Sql,
  held: readonly { stationId: bigint; profile: ChargingProfile; at: Date }[],
): Promise<void> {
  const rows = held.map(({ stationId, profile, at }, index) => ({
    index,
    station_id: String(stationId),
    evse_number: profile.evse,
    profile_id: profile.profileId,
    stack_level: profile.stackLevel,
    purpose: profile.purpose,
    kind: profile.kind,
    transaction_id: profile.transactionId,
    valid_from: profile.validFrom,
    valid_to: profile.validTo,
    schedule: profile.schedule,
    source: profile.source,
    set_at: profile.setAt,
    seen_at: at,
  }))
  await tx.query({ name: 'hold-charging-profiles', text: HOLD, values: [JSON.stringify(rows)] })
}

// A profile seen again keeps the time it came, unless it is another one under the same number.
const HOLD = `
  INSERT INTO charging_profile AS held (station_id, evse_number, profile_id, stack_level, purpose, kind, transaction_id, valid_from,
    valid_to, schedule, source, set_at, seen_at)
  SELECT DISTINCT ON (station_id, profile_id) station_id, evse_number, profile_id, stack_level, purpose, kind, transaction_id,
    valid_from, valid_to, schedule, source, set_at, seen_at
  FROM json_to_recordset($1::json) AS said("index" int, station_id bigint, evse_number int, profile_id int, stack_level int,
    purpose text, kind text, transaction_id text, valid_from timestamptz, valid_to timestamptz, schedule jsonb, source text,
    set_at timestamptz, seen_at timestamptz)
  ORDER BY station_id, profile_id, index DESC
  ON CONFLICT (station_id, profile_id) DO UPDATE SET evse_number = excluded.evse_number, stack_level = excluded.stack_level,
    purpose = excluded.purpose, kind = excluded.kind, transaction_id = excluded.transaction_id, valid_from = excluded.valid_from,
    valid_to = excluded.valid_to, schedule = excluded.schedule,
    source = CASE WHEN held.source = 'us' AND excluded.source = 'CSO' THEN 'us' ELSE excluded.source END,
    set_at = CASE WHEN held.cleared_at IS NULL AND held.schedule = excluded.schedule THEN held.set_at ELSE excluded.set_at END,
    seen_at = excluded.seen_at, cleared_at = NULL`

async function clear(tx: Sql, gone: readonly (ProfilesSaid & { kind: 'gone' })[]): Promise<void> {
  const rows = gone.map(({ stationId, criteria, at, notSeenSince }) => ({
    station_id: String(stationId),
    profile_ids: criteria.profileIds ?? null,
    evse_number: criteria.evse ?? null,
    purpose: criteria.purpose ?? null,
    stack_level: criteria.stackLevel ?? null,
    sources: criteria.sources ?? null,
    at,
    not_seen_since: notSeenSince ?? null,
  }))
  await tx.query({ name: 'clear-charging-profiles', text: CLEAR, values: [JSON.stringify(rows)] })
}

const CLEAR = `
  UPDATE charging_profile AS held SET cleared_at = said.at
  FROM json_to_recordset($1::json) AS said(station_id bigint, profile_ids int[], evse_number int, purpose text, stack_level int,
    sources text[], at timestamptz, not_seen_since timestamptz)
  WHERE held.station_id = said.station_id AND held.cleared_at IS NULL
    AND (said.profile_ids IS NULL OR held.profile_id = ANY(said.profile_ids))
    AND (said.evse_number IS NULL OR held.evse_number = said.evse_number)
    AND (said.purpose IS NULL OR held.purpose = said.purpose)
    AND (said.stack_level IS NULL OR held.stack_level = said.stack_level)
    AND (said.sources IS NULL OR (CASE held.source WHEN 'us' THEN 'CSO' ELSE held.source END) = ANY(said.sources))
    AND (said.not_seen_since IS NULL OR held.seen_at < said.not_seen_since)`
