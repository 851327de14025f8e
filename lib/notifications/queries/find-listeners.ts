import type { Transaction } from '../../db/client'
import type { Listener } from '../plan-deliveries'

/** Where a fault is and when it was there: whom it meets. */
export interface FaultPlace {
  readonly stationId: bigint | null
  readonly siteId: bigint | null
  readonly evseNumber: number
  readonly beganAt: Date
  readonly openedAt: Date
}

/**
 * Who should hear of a fault as a driver: who was charging there when it began (their customer's address), who has booked there, and
 * who has asked to hear of the place.
 */
export async function findListeners(tx: Transaction, place: FaultPlace, now: Date): Promise<Listener[]> {
  const { stationId, siteId, evseNumber, beganAt, openedAt } = place
  const customers = await tx.$queryRaw<{ id: bigint }[]>`
    WITH here AS (SELECT id FROM station WHERE id = ${stationId} OR (${stationId}::bigint IS NULL AND site_id = ${siteId})),
    met AS (
      SELECT customer_id FROM session JOIN here ON here.id = session.station_id
       WHERE (${evseNumber} = 0 OR evse_number = ${evseNumber}) AND started_at <= ${openedAt}
         AND started_at > ${beganAt}::timestamptz - interval '3 days'
         AND (ended_at IS NULL OR ended_at >= ${beganAt}::timestamptz - interval '2 minutes')
      UNION
      SELECT token.customer_id FROM reservation JOIN here ON here.id = reservation.station_id
        JOIN token ON token.value_folded = upper(trim(reservation.token_value))
       WHERE reservation.stage IN ('requested', 'active') AND reservation.expires_at > ${now}
         AND (${evseNumber} = 0 OR evse_number IS NULL OR evse_number = ${evseNumber})
    )
    SELECT customer.id FROM met JOIN customer ON customer.id = met.customer_id WHERE customer.email IS NOT NULL ORDER BY 1`
  const subscribers = await tx.subscriber.findMany({
    where: {
      confirmedAt: { not: null },
      expiresAt: { gt: now },
      OR: [
        ...(stationId === null ? [{ station: { siteId } }] : [{ stationId }]),
        ...(siteId === null ? [] : [{ siteId }]),
      ],
    },
    select: { id: true, channel: true, locale: true },
    orderBy: { id: 'asc' },
    take: 5_000,
  })
  return [
    ...customers.map(
      ({ id }): Listener => ({
        channel: 'email',
        recipient: { customerId: String(id) },
        locale: 'sv',
        hasAsked: false,
      }),
    ),
    ...subscribers.map(
      ({ id, channel, locale }): Listener => ({
        channel: channel === 'push' ? 'push' : 'email',
        recipient: { subscriberId: String(id) },
        locale,
        hasAsked: true,
      }),
    ),
  ]
}
