import { createHash, randomBytes } from 'node:crypto'
import { db } from '../../db/client'

/** What a link gives: a firmware package to fetch, or room for one log. */
export type LinkFor =
  | { readonly purpose: 'firmware'; readonly firmwareId: bigint }
  | { readonly purpose: 'log'; readonly kind: LogKind }

export type LogKind = 'diagnostics' | 'security' | 'data-collector'

interface NewLink {
  readonly stationId: bigint
  readonly commandId: bigint
  readonly expiresAt: Date
}

/**
 * A secret for one station, one file and one command. Only its hash is kept.
 * @returns the secret, to be put in the address the station is told
 */
export async function issueLink(what: LinkFor, link: NewLink): Promise<string> {
  const secret = randomBytes(24).toString('base64url')
  await db().fileLink.create({ data: { ...what, ...link, tokenHash: hashOfSecret(secret) }, select: { id: true } })
  return secret
}

/** Links of the station's earlier commands for the same purpose: what is asked for now has taken their place. */
export async function endEarlierLinks(
  stationId: bigint,
  purpose: LinkFor['purpose'],
  commandId: bigint,
): Promise<void> {
  await db().fileLink.updateMany({
    where: { stationId, purpose, usedAt: null, commandId: { lt: commandId } },
    data: { usedAt: new Date() },
  })
}

/** Links of a command that came to nothing. */
export async function endLinks(commandId: bigint): Promise<void> {
  await db().fileLink.updateMany({ where: { commandId, usedAt: null }, data: { usedAt: new Date() } })
}

/** As the database knows a secret: whoever reads the table cannot fetch anything. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
