import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db, type Prisma } from '../../db/client'
import { sameText } from '../../db/like'
import { cursorId, decodeCursor, type Page, toPage } from '../../kernel/cursor'
import type { CertificateStage } from '../stages'

export interface StationCertificateRow {
  readonly id: bigint
  /** OCPP identity. */
  readonly stationId: string
  readonly kind: 'station' | 'v2g'
  readonly stage: CertificateStage
  readonly subject: string
  readonly serialNumber: string
  readonly fingerprint: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly createdAt: Date
  readonly revokedAt: Date | null
}

interface Filter {
  readonly stationId?: string
  /** Only those in use that expire before this. */
  readonly expiringBefore?: Date
  readonly cursor?: string
  readonly limit?: number
}

/** Certificates we have issued, newest first; with `expiringBefore` those in use that expire by then. @throws DomainError forbidden */
export async function listStationCertificates(
  actor: Actor,
  { stationId, expiringBefore, cursor, limit = 50 }: Filter = {},
): Promise<Page<StationCertificateRow>> {
  requireAct(actor, 'certificates.read')
  const siteIds = sitesInScope(actor)
  const before = cursor === undefined ? undefined : cursorId(decodeCursor(cursor, 1)[0])
  const station: Prisma.StationWhereInput = {
    ...(siteIds === null ? {} : { siteId: { in: [...siteIds] } }),
    ...(stationId === undefined ? {} : { identity: sameText(stationId) }),
  }
  const rows = await db().stationCertificate.findMany({
    where: {
      station,
      ...(expiringBefore && { stage: 'accepted', notAfter: { lt: expiringBefore, gt: new Date() } }),
      ...(before === undefined ? {} : { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
    select: {
      id: true,
      kind: true,
      stage: true,
      subject: true,
      serialNumber: true,
      fingerprint: true,
      notBefore: true,
      notAfter: true,
      createdAt: true,
      revokedAt: true,
      station: { select: { identity: true } },
    },
  })
  return toPage(rows.map(toRow), limit, ({ id }) => [String(id)])
}

interface Found extends Omit<StationCertificateRow, 'stationId' | 'kind' | 'stage'> {
  readonly kind: string
  readonly stage: string
  readonly station: { readonly identity: string }
}

const toRow = ({ station, kind, stage, ...row }: Found): StationCertificateRow => ({
  ...row,
  stationId: station.identity,
  kind: kind as StationCertificateRow['kind'],
  stage: stage as StationCertificateRow['stage'],
})
