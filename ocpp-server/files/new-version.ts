import type { Write } from '../../lib/db/coalesce'
import { recordVersions, type VersionProves } from '../../lib/firmware/mutations/record-versions'
import type { Inbound } from '../route'

/** What a boot writes besides itself when it tells of another version than the one we knew: nothing at every other boot. SPEC F-13. */
export function newVersion({ station, receivedAt }: Inbound, version: string | null): readonly Write[] {
  if (version === null || version === station.live.firmware) return []
  return [{ writer: recordVersions, item: { stationId: station.id, version, receivedAt } } as Write]
}

/** After the commit: the update's command sees its proof. @param proves what `newVersion`'s write gave back, if it was made */
export function noticeVersion({ station }: Inbound, proves: unknown): void {
  const { requestId } = (proves ?? { requestId: null }) as VersionProves
  if (requestId !== null) station.noticed({ kind: 'firmware', requestId, status: 'Installed' })
}
