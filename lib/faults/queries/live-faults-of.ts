import type { Transaction } from '../../db/client'
import { notFound } from '../../kernel/errors'
import type { FaultChanged, ScopedEvent } from '../../live/events'
import { CHANGE_COLUMNS, type ChangeRow, SEEN_AT, toFaultChange } from '../change-columns'
import { faultEvent, liveFault } from '../live-fault'

type FaultEvent = ScopedEvent & { readonly event: FaultChanged }

const TEXT = `SELECT ${CHANGE_COLUMNS}, station.identity, ${SEEN_AT} AS seen_at
  FROM fault LEFT JOIN station ON station.id = fault.station_id WHERE fault.id = ANY($1) ORDER BY fault.id`

/** These faults as they are now, as browsers are told of them. Publish them (`bus().publish('live', …)`) after the commit. */
export async function liveFaultsOf(tx: Transaction, ids: readonly bigint[]): Promise<readonly FaultEvent[]> {
  if (ids.length === 0) return []
  const rows = await tx.$queryRawUnsafe<(ChangeRow & { identity: string | null; seen_at: bigint | null })[]>(TEXT, [
    ...ids,
  ])
  return rows.map((row) => faultEvent(liveFault(toFaultChange(row), row.identity), row.seen_at))
}

/** One of them. @throws DomainError not-found */
export async function liveFaultOf(tx: Transaction, id: bigint): Promise<FaultEvent> {
  const [event] = await liveFaultsOf(tx, [id])
  if (event === undefined) throw notFound('fault', id)
  return event
}
