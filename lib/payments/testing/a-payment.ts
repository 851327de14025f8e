import { randomUUID } from 'node:crypto'
import { db } from '../../db/client'
import { aSession, aStation, aTariffVersion } from '../../db/testing/fixtures'
import { advancePayments } from '../mutations/advance-payments'
import { beginPayment } from '../mutations/begin-payment'
import { checkPayments } from '../mutations/check-payments'
import { makeCalls } from '../mutations/make-calls'
import { answerSandbox } from '../mutations/sandbox-provider'

/** 4 kr a kWh at an online station with one free outlet. */
export async function aPayPlace(): Promise<{
  identity: string
  stationId: bigint
  tariffVersionId: bigint
  tariffId: bigint
}> {
  const version = await aTariffVersion([{ components: [{ dimension: 'energy', price: '4.00' }] }])
  const station = await aStation({ identity: `PAY-${randomUUID().slice(0, 8)}`, tariffId: version.tariffId })
  await db().stationState.update({
    where: { stationId: station.id },
    data: { online: true, protocol: 'ocpp1.6' },
  })
  await db().connectorState.updateMany({ where: { stationId: station.id }, data: { status: 'available' } })
  return { identity: station.identity, stationId: station.id, tariffVersionId: version.id, tariffId: version.tariffId }
}

export const aSandbox = (cap = '500') =>
  db().paymentProvider.upsert({
    where: { kind: 'sandbox' },
    create: { kind: 'sandbox', isEnabled: true, cap },
    update: { isEnabled: true, cap },
  })

/** A payment begun at a place of its own, not paid yet. */
export async function aBegunPayment(now = new Date()) {
  const place = await aPayPlace()
  const { key } = await beginPayment(
    {
      station: place.identity,
      evse: 1,
      connector: 1,
      kind: 'sandbox',
      tariffVersionId: String(place.tariffVersionId),
      language: 'sv',
    },
    now,
  )
  return { ...place, ...(await paymentOf(key)) }
}

export const paymentOf = (key: string) =>
  db().payment.findUniqueOrThrow({
    where: { key },
    include: { token: true, calls: { orderBy: { id: 'asc' } }, refunds: true, events: { orderBy: { id: 'asc' } } },
  })

/** The driver says yes (or no) on the bank's page, and we hear of it. */
export async function answerBank(
  payment: { readonly id: bigint; readonly providerRef: string | null },
  isApproved: boolean,
  now = new Date(),
) {
  await answerSandbox(payment.providerRef as string, isApproved)
  await checkPayments(now, { only: [payment.id] })
}

/** The worker's rounds, until nothing more moves by itself. */
export async function goOn(now: Date): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await advancePayments(now)
    await makeCalls(now)
  }
}

/** The station begins a session with the payment's token. */
export const beginSessionOf = async (key: string) => {
  const payment = await paymentOf(key)
  return aSession(payment.stationId, {
    siteId: payment.siteId,
    tokenId: payment.tokenId,
    tokenValue: payment.token?.value,
    tariffVersionId: payment.tariffVersionId,
  })
}

/** The session is over. @param total null: without a price */
export async function endSession(id: bigint, total: string | null, completeness = 'complete'): Promise<void> {
  const now = new Date()
  await db().session.update({ where: { id }, data: { status: 'ended', endedAt: now, completeness } })
  const sum =
    total === null
      ? { unpricedReason: 'meter-missing' }
      : { currency: 'SEK', total, vat: '0', totalExclVat: total, unpricedReason: null }
  await db().pricedSession.upsert({
    where: { sessionId: id },
    create: { sessionId: id, lines: [], pricedAt: now, ...sum },
    update: { pricedAt: now, ...sum },
  })
}
