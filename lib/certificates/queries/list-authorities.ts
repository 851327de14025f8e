import { X509Certificate } from 'node:crypto'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { certificateHash } from '../certificate-hash'
import { describeCertificate } from '../describe-certificate'
import { HELD_TYPES } from '../held-types'
import type { AuthorityStage } from '../stages'

export interface AuthorityRow {
  readonly id: bigint
  /** The organisation it signs for. */
  readonly name: string
  readonly stage: AuthorityStage
  readonly subject: string
  /** How its root is called: organisation and a random word. */
  readonly commonName: string
  readonly fingerprint: string
  /** Its root, PEM: what stations and browsers install. Its key is never shown. */
  readonly certificate: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly retiredAt: Date | null
  /** Certificates of it that stations use. */
  readonly inUse: number
  /** Stations that are known to hold its root. */
  readonly installedOn: number
}

/** Our own authorities: the one that signs, one that waits to take over, those before. @throws DomainError forbidden */
export async function listAuthorities(actor: Actor): Promise<readonly AuthorityRow[]> {
  requireAct(actor, 'certificates.read')
  const rows = await db().certificateAuthority.findMany({
    orderBy: { id: 'desc' },
    select: {
      id: true,
      name: true,
      stage: true,
      certificate: true,
      notBefore: true,
      notAfter: true,
      retiredAt: true,
      _count: { select: { certificates: { where: { stage: 'accepted', notAfter: { gt: new Date() } } } } },
    },
  })
  return Promise.all(
    rows.map(async ({ _count, stage, ...row }) => {
      const x509 = new X509Certificate(row.certificate)
      const { subject, commonName, fingerprint } = describeCertificate(x509)
      const { hashAlgorithm: _algorithm, ...hash } = certificateHash(x509, x509)
      const installedOn = await db().installedCertificate.count({ where: { type: HELD_TYPES.csms, ...hash } })
      return {
        ...row,
        stage: stage as AuthorityRow['stage'],
        subject,
        commonName,
        fingerprint,
        inUse: _count.certificates,
        installedOn,
      }
    }),
  )
}
