import { env } from '../lib/env'
import type { Inbound } from './route'

const STATUS = { accepted: 'Accepted', pending: 'Pending', rejected: 'Rejected' } as const
/** A pending station asks again this often, so that it is at work soon after somebody accepts it. */
const PENDING_INTERVAL_SECONDS = 60
const REJECTED_INTERVAL_SECONDS = 3600

/** BootNotification's answer, alike in 1.6 and 2.0.1 (SPEC H-20 … H-22). */
export function registrationAnswer({ station, receivedAt }: Inbound) {
  return {
    status: STATUS[station.registration],
    currentTime: receivedAt.toISOString(),
    interval: interval(station.registration),
  }
}

function interval(registration: keyof typeof STATUS): number {
  if (registration === 'accepted') return env().HEARTBEAT_INTERVAL_SECONDS
  return registration === 'pending' ? PENDING_INTERVAL_SECONDS : REJECTED_INTERVAL_SECONDS
}
