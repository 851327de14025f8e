import { systemActor } from '../../access/actor'
import { audit } from '../../db/audit'
import { db } from '../../db/client'

/** The station has come with the higher profile it was asked for: from now on it must (2.0.1 A05.FR.07). Never lowers. */
export async function raiseSecurityProfile(stationId: bigint, securityProfile: number): Promise<void> {
  await db().$transaction(async (tx) => {
    const before = await tx.station.findUnique({
      where: { id: stationId },
      select: { identity: true, securityProfile: true },
    })
    if (before === null || before.securityProfile >= securityProfile) return
    await tx.station.update({ where: { id: stationId }, data: { securityProfile } })
    await audit(tx, systemActor('gateway'), 'station.raise-security-profile', `station:${before.identity}`, {
      before: { securityProfile: before.securityProfile },
      after: { securityProfile },
    })
  })
}
