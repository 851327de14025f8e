import { db } from '../../db/client'
import type { RootKind } from '../certificate-input'

/** Whose certificates the gateway believes. */
export interface Trust {
  /** Our own, also retired ones: what they signed is good until it expires. */
  readonly authorities: readonly { readonly id: bigint; readonly stage: string; readonly certificate: string }[]
  readonly roots: readonly { readonly kind: RootKind; readonly certificate: string }[]
}

export async function loadTrust(now: Date): Promise<Trust> {
  const [authorities, roots] = await Promise.all([
    db().certificateAuthority.findMany({
      where: { notAfter: { gt: now } },
      orderBy: { id: 'desc' },
      select: { id: true, stage: true, certificate: true },
    }),
    db().trustedRoot.findMany({
      where: { retiredAt: null, notAfter: { gt: now } },
      orderBy: { id: 'asc' },
      select: { kind: true, certificate: true },
    }),
  ])
  return { authorities, roots: roots.map((root) => ({ ...root, kind: root.kind as RootKind })) }
}
