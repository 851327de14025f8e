import { createHash } from 'node:crypto'

/** A delivery's name to the outside: the same at every try, so that a receiver can know what it has had already. */
export const deliveryName = ({
  dedupeKey,
  createdAt,
}: {
  readonly dedupeKey: string
  readonly createdAt: Date
}): string => createHash('sha256').update(`${createdAt.toISOString()} ${dedupeKey}`).digest('base64url').slice(0, 32)
