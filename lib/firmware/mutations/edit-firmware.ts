import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Prisma, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type FirmwareChange, firmwareChangeSchema } from '../firmware'

const kept = {
  vendor: true,
  model: true,
  note: true,
  signature: true,
  signingCertificate: true,
  archived: true,
} as const

/** Changes what is said of a package, among it its signature. @throws DomainError forbidden | not-found | invalid */
export async function editFirmware(actor: Actor, id: bigint, input: FirmwareChange): Promise<void> {
  requireAct(actor, 'fleet.write')
  requireAllSites(actor)
  const change = validated(firmwareChangeSchema, input)
  await db().$transaction(async (tx) => {
    const { archived: _, ...before } = await getKept(tx, id)
    const { archived: __, ...after } = await tx.firmware.update({ where: { id }, data: change, select: kept })
    await audit(tx, actor, 'firmware.edit', `firmware:${id}`, { before: asJson(before), after: asJson(after) })
  })
}

/** Takes a package out of use; what was installed with it stays told. @throws DomainError not-found | conflict (a campaign needs it) */
export async function archiveFirmware(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'fleet.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    if ((await getKept(tx, id)).archived) return
    const campaign = await tx.firmwareCampaign.findFirst({
      where: { firmwareId: id, stage: { in: ['draft', 'running', 'paused'] } },
      select: { name: true },
    })
    if (campaign !== null)
      throw new DomainError('conflict', `The campaign ${campaign.name} needs it.`, {
        reason: 'firmware-in-campaign',
        name: campaign.name,
      })
    await setArchived(tx, actor, id, true)
  })
}

/** Takes an archived package into use again. @throws DomainError not-found */
export async function restoreFirmware(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'fleet.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    if ((await getKept(tx, id)).archived) await setArchived(tx, actor, id, false)
  })
}

async function setArchived(tx: Transaction, actor: Actor, id: bigint, archived: boolean): Promise<void> {
  await tx.firmware.update({ where: { id }, data: { archived }, select: { id: true } })
  await audit(tx, actor, archived ? 'firmware.archive' : 'firmware.restore', `firmware:${id}`, {
    before: { archived: !archived },
    after: { archived },
  })
}

async function getKept(tx: Transaction, id: bigint) {
  const firmware = await tx.firmware.findUnique({ where: { id }, select: kept })
  if (firmware === null) throw notFound('firmware', id)
  return firmware
}

const asJson = (value: Readonly<Record<string, string | null>>): Prisma.InputJsonObject => ({ ...value })
