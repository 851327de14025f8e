import type { ReviewFlag } from '../../lib/sessions/review-flags'
import type { Random } from '../../simulator/random'
import type { PastSession } from './history'
import type { Driver } from './network'

/** What was odd about a past session. */
export interface PastOddity {
  readonly driver: Driver
  readonly authorisation: string
  readonly flag: ReviewFlag | null
  readonly detail: string
  /** The meter never said anything: energy unknown, not priced. */
  readonly hasNoMeter: boolean
}

const ODD: readonly (readonly [ReviewFlag, number, string])[] = [
  ['meter-missing', 0.0015, 'no register in any message'],
  ['clock-doubt', 0.002, 'start said 1970-01-01T00:02:11Z'],
  ['register-reset', 0.0008, '1284310 Wh, then 0 Wh to 4120 Wh'],
  ['events-missing', 0.001, 'events 0–7, missing 4'],
  ['closed-by-rule', 0.0008, 'no stop within 24 h of the last reading'],
  ['stop-token-differs', 0.0005, 'stopped with a token of another group'],
]

/** Most sessions are fine. Cards that are blocked or expired mostly never start one. */
export function drawOddity(session: PastSession, drivers: readonly Driver[], random: Random): PastOddity {
  const { driver } = session
  const fine = { driver, authorisation: 'accepted', flag: null, detail: '', hasNoMeter: false }
  if (session.failure === 'authorisation') return { ...fine, authorisation: driver.token.standing }
  if (driver.token.standing !== 'active') {
    if (random.chance(0.03)) {
      const detail = `started offline, ${session.energyWh} Wh delivered`
      return { ...fine, authorisation: driver.token.standing, flag: 'token-not-accepted', detail }
    }
    const active = drivers.filter(({ token }) => token.standing === 'active')
    return { ...fine, driver: random.pick(active) }
  }
  const dice = random.next()
  let below = 0
  for (const [flag, chance, detail] of ODD) {
    below += chance
    if (dice < below) return { ...fine, flag, detail, hasNoMeter: flag === 'meter-missing' }
  }
  return fine
}
