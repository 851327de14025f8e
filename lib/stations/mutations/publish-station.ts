import { systemActor } from '../../access/actor'
import { bus } from '../../bus/process-bus'
import { findStation } from '../queries/find-station'

/**
 * Tells browsers of a station people changed. A connected station's gateway does that itself when it hears of the change, with
 * newer state than the database may hold; so this only speaks for the others.
 */
export async function publishStation(identity: string): Promise<void> {
  const found = await findStation(systemActor('system'), identity)
  if (!found || found.station.online) return
  bus().publish('live', {
    event: { type: 'station', station: found.station },
    siteId: found.site === null ? null : String(found.site.id),
    customerId: null,
  })
}
