import { db, pool } from '../../db/client'
import type { MonitorChange } from '../monitor'
import { recordMonitors } from './record-monitors'

/** What a station's answer to a command of ours says of its monitors; for the gateway. */
export async function saveMonitors(stationId: bigint, change: MonitorChange): Promise<void> {
  const { kept = [], cleared = [], clearedAllBut, clearedUnseenSince } = change
  if (kept.length > 0) await recordMonitors.write(pool(), [{ stationId, monitors: kept, receivedAt: new Date() }])
  const gone = [
    ...(cleared.length > 0 ? [{ monitorId: { in: [...cleared] } }] : []),
    ...(clearedAllBut === 'hard-wired' ? [{ origin: { not: 'HardWiredMonitor' } }] : []),
    ...(clearedAllBut === 'factory-default' ? [{ origin: 'CustomMonitor' }] : []),
    ...(clearedUnseenSince === undefined ? [] : [{ seenAt: { lt: clearedUnseenSince } }]),
  ]
  if (gone.length > 0) await db().variableMonitor.deleteMany({ where: { stationId, OR: gone } })
}
