import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { audit } from '../db/audit'
import { db } from '../db/client'
import { validated } from '../kernel/validated'
import { sellerColumns } from './queries'
import { type LogoInput, logoSchema, type SellerInput, sellerSchema } from './seller'

/**
 * From now on invoices are sent by this seller; those that are issued keep theirs.
 * @param logo undefined: as it was; null: none @throws DomainError invalid
 */
export async function setSeller(actor: Actor, input: SellerInput, logo?: LogoInput): Promise<void> {
  requireAct(actor, 'seller.write')
  requireAllSites(actor)
  const data = validated(sellerSchema, input)
  const picture = validated(logoSchema, logo)
  await db().$transaction(async (tx) => {
    const before = await tx.seller.findFirst({
      select: { ...sellerColumns, logoType: true, logo: true },
      orderBy: { id: 'desc' },
    })
    const kept = { logoType: before?.logoType ?? null, logo: before?.logo ?? null }
    const chosen =
      picture === undefined
        ? kept
        : { logoType: picture?.type ?? null, logo: picture === null ? null : Buffer.from(picture.base64, 'base64') }
    await tx.seller.create({ data: { ...data, ...chosen, createdBy: actor.ref } })
    const { logo: _bytes, reminderFee, interestPercent, ...rest } = before ?? {}
    await audit(tx, actor, 'seller.set', 'seller', {
      before: {
        ...rest,
        reminderFee: reminderFee?.toFixed() ?? null,
        interestPercent: interestPercent?.toFixed() ?? null,
      },
      after: { ...data, logoType: chosen.logoType },
    })
  })
}
