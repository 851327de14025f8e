import type { SaidToken, TokenStanding } from '../../lib/sessions/session-message'

/** 1.6 has no word for a token that must pay first. */
const STATUS = {
  accepted: 'Accepted',
  blocked: 'Blocked',
  expired: 'Expired',
  invalid: 'Invalid',
  'no-credit': 'Blocked',
} as const
/** CiString20Type: a longer group name cannot be sent, and none is better than half of one. */
const LONGEST = 20

/** A station that lets anyone charge sends an empty tag: there is no token then. Longer tags than the standard's are kept whole. */
export function saidIdTag(idTag: string | undefined): SaidToken {
  if (idTag === undefined || idTag.trim() === '') return { value: '', type: 'none' }
  return { value: idTag, type: VEHICLE.test(idTag.trim()) ? 'mac' : 'rfid' }
}

/** 1.6 has no types: autocharge stations write the car's MAC address with this prefix, or as addresses are written. */
const VEHICLE = /^(?:VID:[0-9a-f]{12}|(?:VID:)?[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5})$/i

/** 1.6 IdTagInfo. */
export function idTagInfo(standing: TokenStanding, group: string | null) {
  const status = STATUS[standing]
  return group !== null && group.length <= LONGEST && status === 'Accepted'
    ? { status, parentIdTag: group }
    : { status }
}
