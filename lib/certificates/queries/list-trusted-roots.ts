import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import type { RootKind } from '../certificate-input'

export interface TrustedRootRow {
  readonly id: bigint
  readonly kind: RootKind
  readonly name: string
  readonly subject: string
  readonly fingerprint: string
  readonly certificate: string
  readonly notAfter: Date
  readonly createdAt: Date
}

/** Roots of others that are trusted now. @throws DomainError forbidden */
export async function listTrustedRoots(actor: Actor): Promise<readonly TrustedRootRow[]> {
  requireAct(actor, 'certificates.read')
  const rows = await db().trustedRoot.findMany({
    where: { retiredAt: null },
    orderBy: [{ kind: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      kind: true,
      name: true,
      subject: true,
      fingerprint: true,
      certificate: true,
      notAfter: true,
      createdAt: true,
    },
  })
  return rows.map((row) => ({ ...row, kind: row.kind as RootKind }))
}
