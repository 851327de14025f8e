import { randomBytes } from 'node:crypto'
import type { Actor } from '../../access/actor'
import { audit } from '../../db/audit'
import type { Transaction } from '../../db/client'
import { env } from '../../env'
import { DomainError } from '../../kernel/errors'
import { DAY_MS } from '../../kernel/time'
import { AUTHORITY_YEARS } from '../certificate-input'
import { issueCertificate } from '../issue-certificate'
import { type KeyKind, newKeyPair } from '../key-pair'
import { sealKey } from '../sealed-key'

const AUTHORITY_LOCK = 4_711_014

/** Who makes an authority looks first which there are, one after the other: several gateways start at once, and people click twice. */
export async function lockAuthorities(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${AUTHORITY_LOCK})`
}

/** Makes a root of our own. Its name ends in a random word, so that two roots are never taken for each other. */
export async function makeAuthority(
  tx: Transaction,
  actor: Actor,
  { name, keyKind, stage }: { readonly name: string; readonly keyKind: KeyKind; readonly stage: 'next' | 'active' },
): Promise<bigint> {
  const keys = await newKeyPair(keyKind)
  const notBefore = new Date(Date.now() - DAY_MS) // stations' clocks are not exact
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + AUTHORITY_YEARS)
  const subject = { commonName: `${name} charging root ${randomBytes(3).toString('hex')}`, organisation: name }
  const certificate = await issueCertificate(
    { use: 'authority', subject, publicKey: keys.publicKey, notBefore, notAfter },
    { selfKey: keys.privateKey },
  )
  const privateKey = sealKey(keys.privateKey, installationSecret())
  const { id } = await tx.certificateAuthority.create({
    data: { name, certificate, privateKey, stage, notBefore, notAfter },
    select: { id: true },
  })
  await audit(tx, actor, 'authority.create', `authority:${id}`, { after: { name, keyKind, stage } })
  return id
}

/** What keys are sealed with. @throws DomainError conflict */
export function installationSecret(): string {
  const secret = env().NEXTAUTH_SECRET
  if (secret === undefined) throw new DomainError('conflict', 'NEXTAUTH_SECRET is not set; keys cannot be sealed.')
  return secret
}
