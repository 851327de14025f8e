import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { env } from '../../env'
import { plainFileName } from '../../files/file-name'
import { storeBytes } from '../../files/mutations/store-bytes'
import { DomainError } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type NewFirmware, newFirmwareSchema } from '../firmware'

/**
 * Takes a package into the repository: its bytes are stored while they come, hashed, and never changed after.
 * @param bytes as they are uploaded
 * @throws DomainError forbidden | invalid (fields; empty; larger than FIRMWARE_MAX_MIB) | conflict (this version is there already)
 */
export async function addFirmware(
  actor: Actor,
  input: NewFirmware,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ id: bigint }> {
  requireAct(actor, 'fleet.write')
  requireAllSites(actor)
  const { fileName, ...firmware } = validated(newFirmwareSchema, input)
  await requireNew(firmware)
  const { sha256, md5, sizeBytes } = await storeBytes(bytes, { maxBytes: env().FIRMWARE_MAX_MIB * 1024 * 1024 })
  return db().$transaction(async (tx) => {
    const data = {
      ...firmware,
      fileName: plainFileName(fileName, 'firmware.bin'),
      sizeBytes: BigInt(sizeBytes),
      sha256,
      md5,
    }
    const { id } = await tx.firmware.create({ data: { ...data, createdBy: actor.ref }, select: { id: true } })
    const after = { ...firmware, fileName: data.fileName, sizeBytes, sha256 }
    await audit(tx, actor, 'firmware.add', `firmware:${id}`, { after })
    return { id }
  })
}

async function requireNew({
  vendor,
  model,
  version,
}: {
  vendor: string
  model: string
  version: string
}): Promise<void> {
  const known = await db().firmware.findFirst({
    where: { vendor, model, version, archived: false },
    select: { id: true },
  })
  if (known !== null)
    throw new DomainError('conflict', `${vendor} ${model} ${version} is in the repository already.`, {
      reason: 'firmware-exists',
      version,
    })
}
