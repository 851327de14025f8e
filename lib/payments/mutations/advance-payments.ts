import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { db } from '../../db/client'
import { readRules } from '../../debtors/queries/read-rules'
import { DomainError } from '../../kernel/errors'
import { Decimal } from '../../kernel/money'
import { MINUTE_MS } from '../../kernel/time'
import { runningPrices } from '../../sessions/queries/running-prices'
import { foldToken } from '../../tokens/fold-token'
import { decideCharging } from '../decide-charging'
import { newCallKey, newStartToken } from '../keys'
import type { LifeEvent } from '../payment-machine'
import { applyEvents } from './apply-events'
import { closeSettledDebts, takeDebt } from './settle-debt'
import { settleSession } from './settle-session'

/** From the payment on, the driver has this long to plug in. */
export const PLUG_WITHIN_MS = 12 * MINUTE_MS
/** Stations forget a start that no cable follows; until the driver's time is up it is asked for again. */
const START_AGAIN_MS = 2 * MINUTE_MS
const MOST_AT_ONCE = 200

const us = systemActor('worker')

/**
 * Moves what is under way: starts the station once the money is there, sees sessions begin and end, reserves more or stops before the
 * money runs out, lets go when nobody plugs in. Harmless when it is done twice. @returns how many payments were looked at
 */
export async function advancePayments(now: Date): Promise<number> {
  let count = 0
  await closeSettledDebts(now)
  for (let last = 0n; ; ) {
    const payments = await underWay(now, last)
    for (const payment of payments) await advance(payment, now)
    count += payments.length
    last = payments.at(-1)?.id ?? last
    if (payments.length < MOST_AT_ONCE) return count
  }
}

const underWay = (now: Date, after: bigint) =>
  db().payment.findMany({
    where: {
      id: { gt: after },
      OR: [
        { state: { in: ['created', 'declined'] }, payBy: { lte: now } },
        { state: { in: ['authorised', 'starting', 'charging', 'held'] } },
        // A session that began after its money was let go.
        {
          state: { in: ['releasing', 'released'] },
          tokenId: { not: null },
          sessionId: null,
          plugBy: { gt: lately(now) },
        },
      ],
    },
    select: movingColumns,
    orderBy: { id: 'asc' },
    take: MOST_AT_ONCE,
  })

const lately = (now: Date) => new Date(now.getTime() - 60 * MINUTE_MS)

const movingColumns = {
  id: true,
  state: true,
  means: true,
  cap: true,
  authorised: true,
  currency: true,
  evseNumber: true,
  connectorNumber: true,
  tariffVersionId: true,
  canIncrement: true,
  payer: true,
  customerId: true,
  isCancelled: true,
  settlesId: true,
  commandId: true,
  stopCommandId: true,
  sessionId: true,
  tokenId: true,
  plugBy: true,
  station: { select: { identity: true } },
  token: { select: { value: true } },
} as const

const load = (id: bigint) => db().payment.findUniqueOrThrow({ where: { id }, select: movingColumns })
type Moving = Awaited<ReturnType<typeof load>>

async function advance(payment: Moving, now: Date): Promise<void> {
  switch (payment.state) {
    case 'created':
    case 'declined':
      return live(payment.id, { kind: 'gave-up' }, now)
    case 'authorised':
      return payment.settlesId === null ? authorised(payment, now) : takeDebt(payment, now)
    case 'starting':
    case 'releasing':
    case 'released':
      return waiting(payment, now)
    case 'charging':
      return (await settleSession(payment, now)) ? undefined : charging(payment, now)
    case 'held':
      await settleSession(payment, now)
  }
}

const live = async (id: bigint, event: LifeEvent, now: Date) => {
  await db().$transaction((tx) => applyEvents(tx, id, [event], { source: 'worker', now }))
}

/** Who has left as many charges unpaid as the rules say pays those first. */
const isDebtor = async ({ payer }: Moving): Promise<boolean> =>
  payer !== null && (await db().payment.count({ where: { payer, state: 'unpaid' } })) >= (await readRules()).mostUnpaid

/** The money is there: a token for this one start, priced by what the driver was shown. */
async function authorised(payment: Moving, now: Date): Promise<void> {
  if (await isDebtor(payment)) {
    await db().$transaction((tx) =>
      applyEvents(tx, payment.id, [{ kind: 'start-refused' }], { source: 'worker', now, detail: { reason: 'debtor' } }),
    )
    return
  }
  const plugBy = new Date(now.getTime() + PLUG_WITHIN_MS)
  await db().$transaction(async (tx) => {
    const { before, refused } = await applyEvents(tx, payment.id, [{ kind: 'start-asked' }], { source: 'worker', now })
    if (refused !== null || before.state !== 'authorised') return
    const value = newStartToken()
    const { id } = await tx.token.create({
      data: {
        value,
        valueFolded: foldToken(value),
        type: 'central',
        name: `Payment ${payment.id}`,
        isOneTime: true,
        tariffVersionId: payment.tariffVersionId,
        customerId: payment.customerId,
      },
      select: { id: true },
    })
    await tx.payment.update({ where: { id: payment.id }, data: { tokenId: id, plugBy }, select: { id: true } })
  })
  await start(await load(payment.id), now)
}

/** Asks the station to start. What it refuses at once is let go: the driver is told, and pays nothing. */
async function start(payment: Moving, now: Date): Promise<void> {
  if (payment.state !== 'starting' || payment.token === null) return
  try {
    const { id } = await requestCommand(us, payment.station.identity, {
      type: 'start',
      evseId: payment.evseNumber,
      connectorId: payment.connectorNumber,
      token: payment.token.value,
    })
    await db().payment.updateMany({ where: { id: payment.id }, data: { commandId: id } })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await live(payment.id, { kind: 'start-refused' }, now)
  }
}

async function waiting(payment: Moving, now: Date): Promise<void> {
  const session = await db().session.findFirst({
    where: { tokenId: payment.tokenId },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  if (session !== null) {
    await db().$transaction(async (tx) => {
      const { refused } = await applyEvents(tx, payment.id, [{ kind: 'session-began' }], { source: 'worker', now })
      if (refused === null)
        await tx.payment.update({ where: { id: payment.id }, data: { sessionId: session.id }, select: { id: true } })
    })
    return
  }
  if (payment.state !== 'starting') return
  if (payment.plugBy !== null && payment.plugBy <= now) return live(payment.id, { kind: 'gave-up' }, now)
  const commands = await startsOf(payment)
  const [newest] = commands
  // A crash between asking and writing it down.
  if (newest === undefined) return start(payment, now)
  // A station that has said yes once may say no to the same again.
  if (commands.every(({ stage }) => NO.has(stage))) return live(payment.id, { kind: 'start-refused' }, now)
  if (newest.queuedAt.getTime() + START_AGAIN_MS <= now.getTime()) return start(payment, now)
}

/** The station has said no, or was not there. A start that was answered with silence may have been heard: it is asked for again. */
const NO: ReadonlySet<string> = new Set(['rejected', 'failed', 'expired'])

/** Newest first. */
const startsOf = ({ token, station }: Moving) =>
  db().command.findMany({
    where: {
      type: 'start',
      station: { identity: station.identity },
      payload: { path: ['token'], equals: token?.value ?? '' },
    },
    select: { id: true, stage: true, queuedAt: true },
    orderBy: { id: 'desc' },
  })

/** The session runs: there must be money for it. */
async function charging(payment: Moving, now: Date): Promise<void> {
  if (payment.sessionId === null) return
  const session = await db().session.findUniqueOrThrow({
    where: { id: payment.sessionId },
    select: { id: true, status: true, startedAt: true, energyWh: true, tariffVersionId: true, subscriptionId: true },
  })
  if (session.status !== 'active') return
  const cost = (await runningPrices([session], now)).get(session.id)?.total ?? null
  const increments = await db().paymentCall.count({
    where: { paymentId: payment.id, kind: 'increment', state: { in: ['waiting', 'sending'] } },
  })
  const decided = decideCharging({
    cost: cost === null ? null : new Decimal(cost),
    authorised: new Decimal(String(payment.authorised)),
    cap: new Decimal(String(payment.cap)),
    means: payment.means === 'prepay' ? 'prepay' : 'reserve',
    canIncrement: payment.canIncrement,
    isIncrementing: increments > 0,
    isCancelled: payment.isCancelled,
  })
  if (decided.step === 'increment') {
    await db().paymentCall.create({
      data: {
        paymentId: payment.id,
        kind: 'increment',
        key: newCallKey(),
        amount: decided.amount.toFixed(),
        nextAt: now,
      },
    })
  }
  if (decided.step === 'stop') await stop(payment, session.id, now)
}

/** Asked for once, and again when the station was not there. */
async function stop(payment: Moving, sessionId: bigint, now: Date): Promise<void> {
  if (payment.stopCommandId !== null) {
    const earlier = await db().command.findUnique({
      where: { id: payment.stopCommandId },
      select: { stage: true, queuedAt: true },
    })
    if (earlier && (!NO.has(earlier.stage) || earlier.queuedAt.getTime() + MINUTE_MS > now.getTime())) return
  }
  try {
    const { id } = await requestCommand(us, payment.station.identity, { type: 'stop', sessionId: String(sessionId) })
    await db().payment.updateMany({ where: { id: payment.id }, data: { stopCommandId: id } })
  } catch (error) {
    // Offline, or over: the next look tells.
    if (!(error instanceof DomainError)) throw error
  }
}
