import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { namesOf } from '../../audit/queries'
import { db } from '../../db/client'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'

/** A package of the repository. */
export interface FirmwareRow {
  readonly id: bigint
  readonly vendor: string
  /** '' = every model of the vendor. */
  readonly model: string
  readonly version: string
  readonly fileName: string
  readonly sizeBytes: number
  /** Hex. */
  readonly sha256: string
  /** Hex. */
  readonly md5: string
  /** It has both a signature and the certificate it was made with. */
  readonly isSigned: boolean
  readonly note: string
  readonly archived: boolean
  readonly createdBy: string
  readonly createdAt: Date
}

export interface FirmwareDetail extends FirmwareRow {
  readonly signature: string | null
  readonly signingCertificate: string | null
}

const columns = {
  id: true,
  vendor: true,
  model: true,
  version: true,
  fileName: true,
  sizeBytes: true,
  sha256: true,
  md5: true,
  signature: true,
  signingCertificate: true,
  note: true,
  archived: true,
  createdBy: true,
  createdAt: true,
} as const

/** The repository, newest first; archived packages only when asked for. */
export async function listFirmware(
  actor: Actor,
  options: { vendor?: string; withArchived?: boolean; cursor?: string; limit?: number } = {},
): Promise<Page<FirmwareRow>> {
  requireAct(actor, 'fleet.read')
  const { vendor, cursor, withArchived = false, limit = 100 } = options
  const before = cursor === undefined ? undefined : cursorId(decodeCursor(cursor, 1)[0])
  const rows = await db().firmware.findMany({
    where: {
      ...(vendor === undefined ? {} : { vendor }),
      ...(withArchived ? {} : { archived: false }),
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    select: columns,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const names = await namesOf(rows.map(({ createdBy }) => createdBy))
  const shown = rows.map(({ signature, signingCertificate, sizeBytes, ...row }) => ({
    ...row,
    sizeBytes: Number(sizeBytes),
    isSigned: signature !== null && signingCertificate !== null,
    createdBy: names.get(row.createdBy) ?? row.createdBy,
  }))
  return toPage(shown, limit, ({ id }) => [String(id)])
}

/** @throws DomainError not-found */
export async function getFirmware(actor: Actor, id: bigint): Promise<FirmwareDetail> {
  requireAct(actor, 'fleet.read')
  const row = await db().firmware.findUnique({ where: { id }, select: columns })
  if (row === null) throw notFound('firmware', id)
  const names = await namesOf([row.createdBy])
  return {
    ...row,
    sizeBytes: Number(row.sizeBytes),
    isSigned: row.signature !== null && row.signingCertificate !== null,
    createdBy: names.get(row.createdBy) ?? row.createdBy,
  }
}
