import { type LocalEntry, standingOnList } from '../../lib/local-list/local-entry'
import type { ListWords } from '../keep-local-list'
import type { CommandTools, StationAnswer } from '../station-answer'
import { OcppError } from '../wire/ocpp-error'
import { idTokenInfo, wireToken } from './token'

/** The local list in 2.x words; also used when a customer is cleared, which takes a token off the list. */
export const listWords = (tools: CommandTools): ListWords => ({
  askVersion: async () => saidListVersion(await tools.call('GetLocalListVersion', {})),
  send({ version, isFull, put, remove }) {
    // A token without info is one to remove (D01.FR.17).
    const localAuthorizationList = [
      ...remove.map(({ folded, type }) => ({ idToken: wireToken(folded, type) })),
      ...put.map(authorizationData),
    ]
    return tools.call('SendLocalList', {
      versionNumber: version,
      updateType: isFull ? 'Full' : 'Differential',
      ...(localAuthorizationList.length > 0 && { localAuthorizationList }),
    })
  },
})

function authorizationData(entry: LocalEntry) {
  const info = idTokenInfo(standingOnList(entry, new Date()), entry.groupName)
  const expiry = entry.expiresAt && { cacheExpiryDateTime: entry.expiresAt.toISOString() }
  return { idToken: wireToken(entry.value, entry.type), idTokenInfo: { ...info, ...expiry } }
}

/** 0: there is no list. @throws OcppError when the station says no number */
export function saidListVersion({ versionNumber }: StationAnswer): number {
  if (typeof versionNumber === 'number') return versionNumber
  throw new OcppError('OccurrenceConstraintViolation', 'versionNumber is required', { field: 'versionNumber' })
}
