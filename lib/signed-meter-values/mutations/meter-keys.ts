import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { getStationKey } from '../../stations/queries/find-station'
import { CURVES } from '../curves'
import { type MeterKeyInput, meterKeySchema } from '../meter-key'
import { readPublicKey } from '../public-key'
import { judgeSignedReadings } from './judge-signed-readings'

/**
 * Trusts a meter's public key, from its type plate or its maker: what its EVSE has signed is judged by it from now on, and anew.
 * @throws DomainError invalid when it is no key of a curve that OCMF knows, not-found
 */
export async function addMeterKey(actor: Actor, identity: string, input: MeterKeyInput): Promise<{ id: bigint }> {
  requireAct(actor, 'stations.write')
  const { evse, publicKey } = validated(meterKeySchema, input)
  const isKey = readPublicKey(publicKey) !== null || CURVES.some((curve) => readPublicKey(publicKey, curve) !== null)
  if (!isKey) throw new DomainError('invalid', 'This is no public key of a meter.', { publicKey: 'not-a-meter-key' })
  const station = await getStationKey(actor, identity)
  const kept = await db().$transaction(async (tx) => {
    const found = { stationId: station.key, evseNumber: evse, publicKey }
    const key = await tx.meterKey.upsert({
      where: { stationId_evseNumber_publicKey: found },
      create: { ...found, source: 'operator', createdBy: actor.ref },
      update: { source: 'operator', createdBy: actor.ref },
      select: { id: true },
    })
    await audit(tx, actor, 'station.add-meter-key', `station:${station.identity}`, { after: { evse, publicKey } })
    await judgeAnew(tx, station.key, evse)
    return key
  })
  await judgeSignedReadings()
  return kept
}

/** What it had proved is judged anew without it. @throws DomainError not-found */
export async function removeMeterKey(actor: Actor, identity: string, id: bigint): Promise<void> {
  requireAct(actor, 'stations.write')
  const station = await getStationKey(actor, identity)
  await db().$transaction(async (tx) => {
    const key = await tx.meterKey.findFirst({ where: { id, stationId: station.key } })
    if (key === null) throw notFound('meter key', id)
    await tx.meterKey.delete({ where: { id } })
    const { evseNumber: evse, publicKey } = key
    await audit(tx, actor, 'station.remove-meter-key', `station:${station.identity}`, { before: { evse, publicKey } })
    await judgeAnew(tx, station.key, evse)
  })
  await judgeSignedReadings()
}

/** The worker takes what one go does not reach. Until then the old verdict stands. */
async function judgeAnew(tx: Transaction, stationId: bigint, evseNumber: number): Promise<void> {
  await tx.signedReading.updateMany({
    where: { stationId, ...(evseNumber === 0 ? {} : { evseNumber }) },
    data: { detail: '' },
  })
}
