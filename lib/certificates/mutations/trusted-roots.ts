import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { bus } from '../../bus/process-bus'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type TrustedRootInput, trustedRootSchema } from '../certificate-input'
import { describeCertificate } from '../describe-certificate'
import { readCertificate } from '../pem'

/** Trusts somebody else's root; one that was retired is trusted again. @throws DomainError forbidden | invalid | conflict (known already) */
export async function addTrustedRoot(actor: Actor, input: TrustedRootInput): Promise<{ id: bigint }> {
  requireAct(actor, 'certificates.write')
  requireAllSites(actor)
  const { kind, name, certificate } = validated(trustedRootSchema, input)
  const facts = describeCertificate(readCertificate(certificate))
  if (!facts.isAuthority) {
    throw new DomainError('invalid', 'That certificate is not an authority’s.', { reason: 'not-an-authority' })
  }
  if (facts.notAfter <= new Date()) {
    throw new DomainError('invalid', 'That certificate has expired.', { reason: 'certificate-expired' })
  }
  const { fingerprint, subject, notAfter } = facts
  const id = await db().$transaction(async (tx) => {
    const known = await tx.trustedRoot.findUnique({ where: { kind_fingerprint: { kind, fingerprint } } })
    if (known !== null && known.retiredAt === null)
      throw new DomainError('conflict', 'That root is trusted already.', { reason: 'root-exists' })
    const data = {
      name: name || facts.commonName || subject.slice(0, 120),
      certificate,
      subject,
      notAfter,
      createdBy: actor.ref,
    }
    const row =
      known === null
        ? await tx.trustedRoot.create({ data: { kind, fingerprint, ...data }, select: { id: true } })
        : await tx.trustedRoot.update({
            where: { id: known.id },
            data: { ...data, retiredAt: null },
            select: { id: true },
          })
    await audit(tx, actor, 'root.trust', `root:${row.id}`, { after: { kind, name: data.name, subject, fingerprint } })
    return row.id
  })
  bus().publish('trust', { stationIdentity: null })
  return { id }
}

/** What it signed is not trusted any more; connections that stand stay. @throws DomainError forbidden | not-found */
export async function retireTrustedRoot(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'certificates.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const root = await tx.trustedRoot.findUnique({ where: { id }, select: { retiredAt: true, name: true } })
    if (root === null) throw notFound('root', id)
    if (root.retiredAt !== null) return
    await tx.trustedRoot.update({ where: { id }, data: { retiredAt: new Date() } })
    await audit(tx, actor, 'root.retire', `root:${id}`, { before: { name: root.name } })
  })
  bus().publish('trust', { stationIdentity: null })
}
