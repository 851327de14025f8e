import { z } from 'zod'
import { db, type Transaction } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { MINUTE_MS } from '../../kernel/time'
import { validated } from '../../kernel/validated'
import { newCallKey, newPaymentKey } from '../keys'
import { type Means, newPayment } from '../payment-machine'
import { rowOf } from '../payment-row'
import { swishPhone } from '../provider-input'
import { findPayPlace, type PayPlace, waysToPay } from '../queries/ways-to-pay'
import { makeCalls } from './make-calls'

/** How long a driver has for paying. */
export const PAY_WITHIN_MS = 15 * MINUTE_MS

export const beginPaymentSchema = z.object({
  station: z.string().min(1).max(48),
  evse: z.int().min(1).max(9_999),
  connector: z.int().min(1).max(9_999),
  kind: z.enum(['stripe', 'swish', 'sandbox']),
  /** The tariff version whose price the driver was shown. */
  tariffVersionId: z.string().regex(/^\d{1,18}$/),
  language: z.enum(['sv', 'en']),
  /** The telephone of the driver's Swish app when it is another device. */
  phone: z.string().trim().max(30).default(''),
})
export type BeginPaymentInput = z.input<typeof beginPaymentSchema>

/**
 * A driver wants to charge and pay. Keeps what was promised (the tariff version, the cap), writes down what the provider is to be asked
 * before asking, and asks at once: the driver waits. No account; whoever has the key sees the payment.
 * @throws DomainError invalid | not-found (no such place) | conflict (reason: station-offline, place-taken, price-changed, no-price,
 *   way-closed)
 */
export async function beginPayment(input: BeginPaymentInput, now: Date): Promise<{ key: string }> {
  const wish = validated(beginPaymentSchema, input)
  const place = await placeToBegin(wish.station, wish)
  if (String(place.terms.versionId) !== wish.tariffVersionId) throw conflict('price-changed')
  const { currency } = place.terms.tariff
  const way = (await waysToPay(currency)).find(({ kind }) => kind === wish.kind)
  if (way === undefined) throw conflict('way-closed')
  const phone = wish.kind === 'swish' && wish.phone !== '' ? swishPhone(wish.phone) : null
  if (wish.phone !== '' && wish.kind === 'swish' && phone === null)
    throw new DomainError('invalid', 'Not a telephone number.', { phone: 'not-a-phone-number' })

  const { id: paymentId, key } = await db().$transaction((tx) =>
    storePayment(tx, {
      place,
      providerId: way.providerId,
      means: wish.kind === 'swish' ? 'prepay' : 'reserve',
      cap: way.cap,
      language: wish.language,
      phone,
      source: 'driver',
      now,
    }),
  )
  // What fails here is tried again by the worker.
  await makeCalls(now, { paymentId })
  return { key }
}

/** A place where somebody may pay and begin. */
export type OpenPlace = PayPlace & { readonly terms: NonNullable<PayPlace['terms']> }

/** @throws DomainError not-found | conflict (reason: station-offline, place-taken, no-price) */
export async function placeToBegin(
  station: string,
  outlet: { readonly evse: number; readonly connector: number },
): Promise<OpenPlace> {
  const place = await findPayPlace(station, outlet)
  if (place === null) throw new DomainError('not-found', 'There is no such outlet.')
  if (!place.isOnline) throw conflict('station-offline')
  if (!MAY_START.has(place.status)) throw conflict('place-taken')
  const { terms } = place
  if (terms === null) throw conflict('no-price')
  return { ...place, terms }
}

export interface NewPayment {
  readonly place: OpenPlace
  readonly providerId: bigint
  readonly means: Means
  /** What is asked for, decimal string. */
  readonly cap: string
  readonly language: 'sv' | 'en'
  readonly phone?: string | null
  readonly customerId?: bigint
  /** Who begins it: driver, user:12 … */
  readonly source: string
  readonly now: Date
}

/** Writes the payment down, with what its provider is to be asked first. */
export async function storePayment(
  tx: Transaction,
  { place, providerId, means, cap, language, phone = null, customerId, source, now }: NewPayment,
): Promise<{ id: bigint; key: string }> {
  return tx.payment.create({
    data: {
      ...rowOf(newPayment(means)),
      key: newPaymentKey(),
      providerId,
      stationId: place.stationId,
      siteId: place.siteId,
      evseNumber: place.evse,
      connectorNumber: place.connector,
      tariffVersionId: place.terms.versionId,
      currency: place.terms.tariff.currency,
      means,
      cap,
      language,
      phone,
      customerId,
      createdAt: now,
      payBy: new Date(now.getTime() + PAY_WITHIN_MS),
      checkAt: now,
      events: { create: { at: now, kind: 'begun', source, state: 'created', detail: { cap } } },
      calls: { create: { kind: 'authorise', key: newCallKey(), amount: cap, nextAt: now } },
    },
    select: { id: true, key: true },
  })
}

/** Somebody may begin there. A cable that is in already is fine. */
const MAY_START: ReadonlySet<string> = new Set(['available', 'preparing', 'occupied', 'finishing', 'unknown'])

const conflict = (reason: string) => new DomainError('conflict', `Cannot begin: ${reason}.`, { reason })
