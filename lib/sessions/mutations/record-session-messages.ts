import type { LaneMemory, Sql, Writer } from '../../db/coalesce'
import { asksPaymentFirst } from '../../payments/queries/held-pay-places'
import type { MonthUse, PlanMonth } from '../../plans/month-use'
import { lockMonths } from '../../plans/mutations/lock-months'
import { countsByMonth } from '../../plans/plan-terms'
import { drawnBy } from '../../plans/session-plan'
import { heldQuarters } from '../../spot-prices/queries/held-quarters'
import { wherePaidFirst } from '../../tokens/decide-authorisation'
import { foldToken } from '../../tokens/fold-token'
import { applySessionMessage } from '../apply-session-message'
import { liveSession } from '../live-session'
import { type Held, RunningSessions } from '../running-sessions'
import { SessionBook } from '../session-book'
import type { SessionMessage } from '../session-message'
import { connectorStatusOf, type SessionOutcome, type Showable } from '../session-outcome'
import type { Applied, Context, SessionState } from '../session-state'
import { type Prices, priceOf } from '../settle-session'
import { type Loaded, loadSessions, termsOf } from './load-sessions'
import { addReading, addSession, type Changes, noChanges, storeSessions } from './store-sessions'
import { tokenOf } from './wanted-session'

/**
 * Stores what stations say about sessions: all messages of a tick with one statement to load (and lock) and one to store. Messages
 * take effect in the order given, each seeing what those before it did. Safe to repeat: the same messages again change nothing.
 * Readings of sessions that a coalescer's lane remembers need nothing to be loaded.
 */
export const recordSessionMessages: Writer<SessionMessage, SessionOutcome> = {
  name: 'record-session-messages',
  async write(tx, messages, memory) {
    const running = memory && runningIn(memory)
    const held = running?.heldFor(messages) ?? NOTHING_HELD
    const done = (await tryApply(tx, messages, false, held)) ?? (await tryApply(tx, messages, true, NOTHING_HELD))
    if (done === null) throw new Error('A session could not be judged although its whole history was loaded.')
    const { changes, versions, book } = done
    const version = await storeSessions(tx, changes, versions)
    if (version !== null) {
      const stored = [...changes.sessions.values(), ...changes.moved.values()]
      const loaded = versions.size === 0 ? messages : messages.filter((_, index) => !held.has(index))
      running?.remember(stored, version, (id) => versions.has(id))
      running?.rememberNewest(loaded, (stationId) => book.open(stationId))
    }
    return done.outcomes
  },
}

const NOTHING_HELD: ReadonlyMap<number, Held> = new Map()
const remembered = new WeakMap<LaneMemory, RunningSessions>()

function runningIn(memory: LaneMemory): RunningSessions {
  const known = remembered.get(memory)
  if (known !== undefined) return known
  const running = new RunningSessions()
  remembered.set(memory, running)
  return running
}

interface Done {
  /** Of the sessions that were held, not loaded. */
  readonly versions: ReadonlyMap<bigint, string>
  readonly book: SessionBook
  readonly changes: Changes
  readonly outcomes: readonly SessionOutcome[]
}

/** Null: some session's whole history is needed. */
async function tryApply(
  tx: Sql,
  messages: readonly SessionMessage[],
  withHistory: boolean,
  held: ReadonlyMap<number, Held>,
): Promise<Done | null> {
  const loaded = await loadSessions(tx, messages, withHistory, held)
  const done = applyAll(messages, loaded, held, null)
  const months = done === null ? [] : monthsDrawnOn(done)
  if (months.length === 0) return done
  // What a month has left is only certain under its lock: judged again, by what others have drawn meanwhile.
  return applyAll(messages, loaded, held, await lockMonths(tx, months))
}

/** The months that prices of this batch take from, where what they leave counts. */
function monthsDrawnOn({ changes, book }: Done): PlanMonth[] {
  return [...changes.prices].flatMap(([sessionId, { draw }]) => {
    const plan = book.get(sessionId)?.plan
    const counts = plan?.grant.versions.some(({ terms }) => terms !== null && countsByMonth(terms))
    return draw !== null && counts ? [draw] : []
  })
}

/** Null: some session's whole history is needed. @param use what months have given, when they are locked */
function applyAll(
  messages: readonly SessionMessage[],
  loaded: Loaded,
  held: ReadonlyMap<number, Held>,
  use: MonthUse | null,
): Done | null {
  const book = new SessionBook(loaded.sessions)
  const versions = new Map<bigint, string>()
  for (const { session, version } of held.values()) {
    book.put(session)
    versions.set(session.id, version)
  }
  const changes = noChanges()
  const applied: Applied[] = []
  const contexts: Context[] = []
  const lastOf = new Map<bigint, number>()
  for (const [index, message] of messages.entries()) {
    const session = book.find(message, loaded.evseCount(message.stationId))
    const context = contextOf(message, index, loaded, book, session, use)
    const result = applySessionMessage(session, message, context)
    if (typeof result === 'string') return null
    const kept = keep(result, message, book, changes, use)
    if (kept.session !== null && !kept.duplicate) lastOf.set(kept.session.id, index)
    applied.push(kept)
    contexts.push(context)
  }
  const outcomes = messages.map((message, index) => {
    const { session } = applied[index]!
    const isLast = session !== null && lastOf.get(session.id) === index
    return outcomeOf(message, applied[index]!, contexts[index]!, book, isLast ? book.get(session.id)! : null, changes)
  })
  return { changes, versions, book, outcomes }
}

function contextOf(
  message: SessionMessage,
  index: number,
  loaded: Loaded,
  book: SessionBook,
  session: SessionState | null,
  use: MonthUse | null,
): Context {
  const asksFirst = asksPaymentFirst(message.stationId, ...outletOf(message, session))
  const token = loaded.token(tokenOf(message), message.receivedAt)
  return {
    newId: loaded.newId(index),
    isKeyTaken: message.kind === 'start' && book.isKeyTaken(message),
    place: loaded.place(index),
    token: token && asksFirst && isStarting(message, session) ? wherePaidFirst(token) : token,
    asksPaymentFirst: asksFirst,
    get open() {
      return book.open(message.stationId)
    },
    evseCount: loaded.evseCount(message.stationId),
    ...PRICES,
    ...(use && { drawnByOthers: ({ id }, plan, month) => use.others(id, plan, month) }),
  }
}

/** Where a message is from: as it says, else where its session is. */
function outletOf(message: SessionMessage, session: SessionState | null): readonly [number | null, number | null] {
  if ((message.kind === 'start' || message.kind === 'event') && message.evse) return [message.evse, message.connector]
  return [session?.evse ?? null, session?.connector ?? null]
}

/** The token in it is to begin the session; whoever ends one need not have paid for it. */
function isStarting(message: SessionMessage, session: SessionState | null): boolean {
  if (message.kind === 'start') return true
  if (message.kind !== 'event' || message.type === 'ended' || message.trigger === 'StopAuthorized') return false
  return session?.token == null || foldToken(session.token.value) === foldToken(message.token?.value ?? '')
}

/** Puts a message's effects on the book (for the messages after it) and on the list of changes. */
function keep(
  applied: Applied,
  message: SessionMessage,
  book: SessionBook,
  changes: Changes,
  use: MonthUse | null,
): Applied {
  const { receivedAt } = message
  const sessionId = applied.session?.id ?? null
  for (const reading of applied.readings) {
    addReading(changes, { ...reading, stationId: message.stationId, sessionId, receivedAt })
  }
  if (applied.session === null || sessionId === null || applied.duplicate) return applied

  let session = applied.session
  for (const { flag, detail } of applied.raised) {
    const state = session.flags.get(flag)
    if (state !== undefined && state !== 'taken-back') continue
    session = { ...session, flags: new Map(session.flags).set(flag, 'open') }
    changes.reviews.set(`${sessionId}:${flag}`, { sessionId, flag, detail, at: receivedAt, isTakenBack: false })
  }
  for (const flag of applied.takenBack) {
    session = { ...session, flags: new Map(session.flags).set(flag, 'taken-back') }
    changes.reviews.set(`${sessionId}:${flag}`, { sessionId, flag, detail: '', at: receivedAt, isTakenBack: true })
  }
  for (const phase of applied.phases) changes.phases.push({ sessionId, phase })
  for (const event of applied.events) changes.events.push({ sessionId, event, receivedAt })
  for (const reading of applied.corrected) {
    changes.corrected.set(`${sessionId}:${reading.at}:${reading.context}`, { sessionId, reading })
  }
  const { price, draw } = applied
  if (price !== null) changes.prices.set(sessionId, { price, draw, at: receivedAt })
  if (price !== null && draw !== null && session.plan !== null) {
    use?.keep(sessionId, session.plan, draw, price)
    const was = { month: draw.month, agreement: draw.agreement, ...drawnBy(price, draw.agreement) }
    session = { ...session, plan: { ...session.plan, was } }
  }
  for (const other of applied.others) {
    const superseded: SessionState = { ...other, flags: new Map(other.flags).set('superseded', 'open') }
    // Its row is written as well: a new version tells whoever remembers the session that there is news of it.
    addSession(changes, book.get(other.id), superseded)
    book.put(superseded)
    const detail = `session ${sessionId} began on the same EVSE`
    changes.reviews.set(`${other.id}:superseded`, {
      sessionId: other.id,
      flag: 'superseded',
      detail,
      at: receivedAt,
      isTakenBack: false,
    })
  }
  addSession(changes, book.get(sessionId), session)
  book.put(session)
  return { ...applied, session }
}

/** @param newest the session as it is after the whole batch, for the last message that changed it */
function outcomeOf(
  message: SessionMessage,
  applied: Applied,
  context: Context,
  book: SessionBook,
  newest: SessionState | null,
  changes: Changes,
): SessionOutcome {
  const { session, duplicate, news } = applied
  return {
    sessionId: session?.id ?? null,
    transactionId: session?.ocppTransactionId ?? '',
    duplicate,
    standing: context.token?.standing ?? null,
    tokenGroup: context.token?.group ?? null,
    live: newest && showable(newest, changes, message.receivedAt),
    sessionState: session && connectorState(message, session, book),
    isWaiting: session?.completeness === 'waiting',
    price: () => session && (applied.price ?? priceNow(session, message.receivedAt)),
    news,
    token: session?.token?.value ?? null,
    remoteStartId: session?.remoteStartId ?? null,
  }
}

/** Both from this process's memory: no message waits for a price. */
const PRICES: Prices = { terms: termsOf, spot: heldQuarters }

/** Of a session that this message has not priced: it runs, or was ended before and this is a repeat. */
const priceNow = (session: SessionState, now: Date) =>
  session.flags.get('meter-missing') === 'open' ? { unpriced: 'meter-missing' as const } : priceOf(session, PRICES, now)

function showable(session: SessionState, changes: Changes, now: Date): Showable {
  const stored = changes.prices.get(session.id)?.price
  return {
    isOver: session.status === 'ended',
    show: () => liveSession(session, stored ?? priceOf(session, PRICES, now)),
  }
}

/** What the newest open session makes of the EVSE this message was about. Readings say nothing of it. */
function connectorState(
  message: SessionMessage,
  session: SessionState,
  book: SessionBook,
): SessionOutcome['sessionState'] {
  if (message.kind === 'metered' || session.evse === 0) return null
  const newest = book.open(session.stationId).findLast((other) => other.evse === session.evse)
  return { evse: session.evse, status: newest === undefined ? null : connectorStatusOf(newest.chargingState) }
}
