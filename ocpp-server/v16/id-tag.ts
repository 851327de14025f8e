import type { SaidToken, TokenStanding } from '../../lib/sessions/session-message'

const STATUS = { accepted: 'Accepted', blocked: 'Blocked', expired: 'Expired', invalid: 'Invalid' } as const
/** CiString20Type: a longer group name cannot be sent, and none is better than half of one. */
const LONGEST = 20

/** A station that lets anyone charge sends an empty tag: there is no token then. Longer tags than the standard's are kept whole. */
export const saidIdTag = (idTag: string | undefined): SaidToken =>
  idTag === undefined || idTag.trim() === '' ? { value: '', type: 'none' } : { value: idTag, type: 'rfid' }

/** 1.6 IdTagInfo. */
export function idTagInfo(standing: TokenStanding, group: string | null) {
  const status = STATUS[standing]
  return group !== null && group.length <= LONGEST && status === 'Accepted'
    ? { status, parentIdTag: group }
    : { status }
}
