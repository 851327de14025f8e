import { requestIdOf } from '../../commands/request-id'
import { db } from '../../db/client'
import { endEarlierLinks, endLinks } from '../../files/mutations/issue-link'
import { DomainError } from '../../kernel/errors'
import { UNDER_WAY } from '../update-stage'

interface Begin {
  readonly stationId: bigint
  readonly commandId: bigint
  readonly firmware: { readonly id: bigint; readonly version: string }
  /** The row of a campaign; a new one when it is nobody's. */
  readonly updateId: bigint | null
  readonly fromVersion: string | null
}

/** The station is asked now. @throws DomainError conflict when the campaign's row has been asked or called off meanwhile */
export async function beginUpdate({ stationId, commandId, firmware, updateId, fromVersion }: Begin): Promise<bigint> {
  const asked = {
    stage: 'asked',
    commandId,
    requestId: requestIdOf(commandId),
    fromVersion,
    toVersion: firmware.version,
    askedAt: new Date(),
  }
  if (updateId === null) {
    const data = { stationId, firmwareId: firmware.id, ...asked }
    return (await db().firmwareUpdate.create({ data, select: { id: true } })).id
  }
  const where = { id: updateId, stationId, firmwareId: firmware.id, stage: 'waiting' }
  const { count } = await db().firmwareUpdate.updateMany({ where, data: asked })
  if (count === 0) throw new DomainError('conflict', 'The campaign no longer waits for this station.')
  return updateId
}

/** The station has taken it: what it was doing before for the same purpose is given up. */
export async function replaceEarlierUpdates(stationId: bigint, updateId: bigint, commandId: bigint): Promise<void> {
  const now = new Date()
  await db().firmwareUpdate.updateMany({
    where: { stationId, id: { not: updateId }, stage: { in: [...UNDER_WAY] } },
    data: { stage: 'cancelled', error: 'replaced', statusAt: now, endedAt: now },
  })
  await endEarlierLinks(stationId, 'firmware', commandId)
}

/** It came to nothing before the station began. @param status the station's own word, when it said one */
export async function failUpdate(
  updateId: bigint,
  commandId: bigint,
  { status, error }: { readonly status: string | null; readonly error: string },
): Promise<void> {
  const now = new Date()
  await db().firmwareUpdate.updateMany({
    where: { id: updateId, stage: 'asked' },
    data: { stage: 'failed', status, error, statusAt: now, endedAt: now },
  })
  await endLinks(commandId)
}

/** The connection broke before the station answered: a campaign asks again when it is back. */
export async function postponeUpdate(updateId: bigint, commandId: bigint): Promise<void> {
  await db().firmwareUpdate.updateMany({
    where: { id: updateId, stage: 'asked' },
    data: { stage: 'waiting', commandId: null, requestId: null, askedAt: null },
  })
  await endLinks(commandId)
}
