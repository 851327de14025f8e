import { MINUTE_MS } from '../lib/kernel/time'
import type { SessionEvent } from '../lib/sessions/session-message'
import type { SessionOutcome } from '../lib/sessions/session-outcome'
import type { ConnectedStation } from './route'

/** Between two questions about one transaction, at least; the worker asks on when the answer leaves it open. */
const ASKED_EVERY_MS = MINUTE_MS
/** More than any station has at a time: those whose end never came are forgotten. */
const MOST_WATCHED = 100

interface Transaction {
  readonly first: number
  last: number
  askedAt: number
}

/** So many questions per station and minute, whatever it says: the rest is the worker's. */
const ASKED_PER_MINUTE = 10

interface Watch {
  readonly transactions: Map<string, Transaction>
  /** When the station was asked, within the last minute. */
  asked: readonly number[]
}

/** What a connection has heard of its running transactions. */
const watched = new WeakMap<ConnectedStation, Watch>()

/**
 * After the commit of a TransactionEvent: asks the station what has become of the transaction (GetTransactionStatus) when numbers are
 * missing, so that a gap is known, and healed, while it can be. SPEC X-5.
 */
export function watchTransaction(
  station: ConnectedStation,
  event: Pick<SessionEvent, 'transactionId' | 'seqNo' | 'type'>,
  outcome: SessionOutcome,
  now = Date.now(),
): void {
  if (outcome.sessionId === null || station.registration !== 'accepted') return
  const watch = watched.get(station) ?? { transactions: new Map<string, Transaction>(), asked: [] }
  watched.set(station, watch)
  const { transactions } = watch
  const known = transactions.get(event.transactionId)
  const hasGap = outcome.isWaiting || isBeyond(event, outcome, known, transactions)
  const transaction = known ?? { first: event.seqNo, last: event.seqNo, askedAt: Number.NEGATIVE_INFINITY }
  transaction.last = Math.max(transaction.last, event.seqNo)
  transactions.set(event.transactionId, transaction)
  if (transactions.size > MOST_WATCHED) transactions.delete(transactions.keys().next().value!)
  const isDue = event.type === 'ended' ? !outcome.duplicate : now - transaction.askedAt >= ASKED_EVERY_MS
  if (hasGap && isDue && mayAsk(watch, now)) {
    transaction.askedAt = now
    station.ask({ type: 'get-transaction-status', sessionId: String(outcome.sessionId) })
  }
  const isOver = outcome.live?.isOver === true && !outcome.isWaiting
  if (isOver || (event.type === 'ended' && !hasGap)) transactions.delete(event.transactionId)
}

function mayAsk(watch: Watch, now: number): boolean {
  const asked = watch.asked.filter((at) => at > now - MINUTE_MS)
  const isFree = asked.length < ASKED_PER_MINUTE
  watch.asked = isFree ? [...asked, now] : asked
  return isFree
}

/** The event's number leaves some out that nobody has heard of. A counter may run on over all the station's transactions. */
function isBeyond(
  { seqNo, type }: Pick<SessionEvent, 'seqNo' | 'type'>,
  outcome: SessionOutcome,
  known: Transaction | undefined,
  transactions: ReadonlyMap<string, Transaction>,
): boolean {
  if (type === 'ended') return false // then all that is stored tells whether something is missing
  if (known === undefined) return type === 'updated' && outcome.news === 'started'
  if (seqNo <= known.last + 1) return false
  if (known.first === 0) return true
  let newest = 0
  for (const { last } of transactions.values()) newest = Math.max(newest, last)
  return seqNo > newest + 1
}
