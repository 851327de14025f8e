import { systemActor } from '../../access/actor'
import { db } from '../../db/client'
import type { Issuer } from '../issue-certificate'
import { unsealKey } from '../sealed-key'
import { installationSecret, lockAuthorities, makeAuthority } from './make-authority'

export interface ActiveIssuer extends Issuer {
  readonly authorityId: bigint
  readonly organisation: string
  readonly notAfter: Date
}

/** The authority that signs now, with its key. The first time it is needed it is made. @throws Error when the installation's secret is another one */
export async function activeIssuer(): Promise<ActiveIssuer> {
  const found = await findActive()
  if (found) return found
  await db().$transaction(async (tx) => {
    await lockAuthorities(tx)
    if ((await tx.certificateAuthority.count({ where: { stage: 'active' } })) > 0) return
    await makeAuthority(tx, systemActor('gateway'), { name: 'Laddvakt', keyKind: 'ecdsa', stage: 'active' })
  })
  const made = await findActive()
  if (!made) throw new Error('There is no certificate authority.')
  return made
}

async function findActive(): Promise<ActiveIssuer | null> {
  const row = await db().certificateAuthority.findFirst({ where: { stage: 'active' }, orderBy: { id: 'desc' } })
  if (row === null) return null
  const { id, certificate, privateKey, name, notAfter } = row
  return {
    authorityId: id,
    organisation: name,
    notAfter,
    certificate,
    privateKey: unsealKey(privateKey, installationSecret()),
  }
}
