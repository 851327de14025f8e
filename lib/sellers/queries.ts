import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { db } from '../db/client'

/** All that people enter about the seller but its logo. */
export const sellerColumns = {
  name: true,
  orgNumber: true,
  vatNumber: true,
  street: true,
  postalCode: true,
  city: true,
  country: true,
  seat: true,
  isFTaxApproved: true,
  email: true,
  phone: true,
  web: true,
  bankgiro: true,
  plusgiro: true,
  iban: true,
  bic: true,
  swishNumber: true,
  endpointScheme: true,
  endpointId: true,
  paymentDays: true,
  reminderFee: true,
  interestPercent: true,
  ocrForm: true,
  numberPrefix: true,
  roundsToWhole: true,
  noteSv: true,
  noteEn: true,
} as const

/** The seller in force, with its logo; null while nobody has said who sends the invoices. */
export async function findSeller(actor: Actor) {
  requireAct(actor, 'seller.read')
  requireAllSites(actor)
  return db().seller.findFirst({
    select: { ...sellerColumns, id: true, logoType: true, logo: true, createdBy: true, createdAt: true },
    orderBy: { id: 'desc' },
  })
}
export type Seller = NonNullable<Awaited<ReturnType<typeof findSeller>>>
