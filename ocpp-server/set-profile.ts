import type { ChargingProfile, Purpose } from '../lib/charging-limits/charging-profile'
import { keepProfile } from '../lib/charging-limits/mutations/keep-profile'
import type { ProfileInput } from '../lib/charging-limits/profile-input'
import { type Destination, profileToSend } from '../lib/charging-limits/profile-to-send'
import type { Command } from '../lib/commands/command'
import type { ClaimedCommand } from '../lib/commands/mutations/settle-command'
import { quirksOf } from '../lib/stations/vendor-quirks'
import { CannotSend, type CommandTools, type StationAnswer } from './station-answer'

type SetProfile = ClaimedCommand<Extract<Command, { type: 'set-charging-profile' }>>

/**
 * The profiles a command comes to: one, but for a limit of the whole station that its maker's stations take and ignore; that is shared
 * out among the outlets (SPEC D-31). @throws CannotSend
 */
export function profilesToSend({ command, transactionId }: SetProfile, { station }: CommandTools): ChargingProfile[] {
  const { profile, evseId: evse = 0 } = command
  requirePlace(profile.purpose, evse, transactionId, station.protocol)
  const quirks = quirksOf(station.live)
  const destination = { transactionId, quirks, now: new Date() }
  if (profile.purpose !== 'station-max' || !quirks.ignoresStationLimit) {
    return [profileToSend(profile, { ...destination, purpose: profile.purpose, evse })]
  }
  const outlets = [...new Set(station.live.connectors.map((connector) => connector.evse))].filter((one) => one > 0)
  if (outlets.length === 0) throw new CannotSend('no-outlet')
  const share = sharedOut(profile, outlets.length)
  return outlets.map((one) => profileToSend(share, { ...destination, purpose: 'tx-default', evse: one }))
}

function requirePlace(purpose: Purpose, evse: number, transactionId: string | null, protocol: string): void {
  if (purpose === 'station-max' && evse !== 0) throw new CannotSend('limit-of-station')
  if (purpose === 'tx' && evse === 0) throw new CannotSend('limit-needs-evse')
  if (purpose !== 'tx' && transactionId !== null) throw new CannotSend('limit-of-session')
  if (purpose === 'tx' && transactionId === null && protocol !== 'ocpp1.6') {
    throw new CannotSend('limit-needs-session')
  }
}

function sharedOut(profile: ProfileInput, parts: number): ProfileInput {
  const periods = profile.schedule.periods.map((period) => ({ ...period, limit: period.limit / parts }))
  return { ...profile, id: undefined, schedule: { ...profile.schedule, periods } }
}

/** A profile that goes with a start, for the session it begins. @throws CannotSend */
export function startProfile(
  { command }: ClaimedCommand<Extract<Command, { type: 'start' }>>,
  { station }: CommandTools,
): ChargingProfile | null {
  if (command.profile === undefined) return null
  const destination: Destination = {
    purpose: 'tx',
    evse: command.evseId,
    transactionId: null,
    quirks: quirksOf(station.live),
    now: new Date(),
  }
  return profileToSend(command.profile, destination)
}

/** Keeps what the station has taken. */
export async function keepTaken(
  profile: ChargingProfile,
  answer: StationAnswer,
  { station }: CommandTools,
): Promise<void> {
  if (answer.status !== 'Accepted') return
  if (profile.purpose !== 'tx') station.holdings.hasProfiles = true
  await keepProfile(station.id, { ...profile, setAt: new Date() }, station.protocol === 'ocpp1.6')
}

/** One answer for several profiles: the first refusal, else yes. */
export function together(answers: readonly StationAnswer[]): StationAnswer {
  const [only] = answers
  if (answers.length === 1 && only !== undefined) return only
  return { status: answers.find(({ status }) => status !== 'Accepted')?.status ?? 'Accepted', results: answers }
}
