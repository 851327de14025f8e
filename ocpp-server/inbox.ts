import type { Coalescer, Unit, Write } from '../lib/db/coalesce'
import { maskSecrets } from '../lib/messages/mask-secrets'
import { type LoggedMessage, logMessages } from '../lib/messages/mutations/log-messages'
import type { Inbound, Plan } from './route'
import type { StationConnection } from './station-connection'
import type { Exchange } from './wire/exchange'
import type { InboundCall } from './wire/inbound-call'
import { OcppError, spellErrorCode } from './wire/ocpp-error'

/** Finds the route, validates the payload and lets the handler plan. @throws OcppError */
export type PlanCall = (action: string, payload: Readonly<Record<string, unknown>>, message: Inbound) => Plan

export interface InboxOptions {
  readonly coalescer: Coalescer
  readonly planCall: PlanCall
  onAnswered?(protocol: string, action: string, errorCode: string | null, seconds: number): void
  /** An exchange was logged: committed, for those who watch the log. */
  onLogged?(station: StationConnection, message: LoggedMessage): void
  onFailure(error: unknown, station: StationConnection, action: string): void
}

export interface Inbox {
  /** Handles one CALL: plan, commit together with its message-log row, only then answer. */
  receive(station: StationConnection, call: InboundCall): void
  /** Logs an exchange that no handler sees: our own CALLs, unreadable frames, repeats. */
  log(station: StationConnection, exchange: Exchange): void
}

/**
 * The gateway's promise in one place: a CALLRESULT leaves only after what the message said, and the log row that says how we
 * answered, are committed in one transaction. A refusal (CALLERROR) is committed to the log before it leaves as well.
 */
export function createInbox({ coalescer, planCall, onAnswered, onLogged, onFailure }: InboxOptions): Inbox {
  function receive(station: StationConnection, call: InboundCall): void {
    let plan: Plan
    try {
      const message: Inbound = { station, messageId: call.id, receivedAt: new Date(call.receivedAt) }
      plan = planCall(call.action, call.payload, message)
    } catch (error) {
      void refuse(station, call, asOcppError(error, station, call))
      return
    }
    void commit(station, call, plan)
  }

  async function commit(station: StationConnection, call: InboundCall, plan: Plan): Promise<void> {
    let answer = '{}'
    let row: LoggedMessage | undefined
    try {
      if (plan.prepare !== undefined) await plan.prepare()
      const unit: Unit = {
        writes: plan.writes,
        last: (written) => {
          answer = JSON.stringify(plan.answer(written))
          row = logRow(station, call, answer, null)
          const log = { writer: logMessages, item: row } as Write
          return plan.afterwards === undefined ? [log] : [...plan.afterwards(written), log]
        },
      }
      const results = await coalescer.submit(unit, station.id)
      call.replyText(answer)
      // Answers first: those of the whole batch leave in one burst, then we tell everybody else.
      queueMicrotask(() => afterCommit(station, call, plan, results, row))
    } catch (error) {
      await refuse(station, call, asOcppError(error, station, call), error instanceof OcppError)
    }
  }

  /** The station has its answer: what goes wrong from here on is ours alone. */
  function afterCommit(
    station: StationConnection,
    call: InboundCall,
    plan: Plan,
    results: readonly unknown[],
    row: LoggedMessage | undefined,
  ): void {
    try {
      onAnswered?.(station.protocol, call.action, null, call.latencyMs() / 1000)
      plan.committed?.(results)
      station.noticed({ kind: 'message', action: call.action })
      if (row !== undefined) onLogged?.(station, row)
    } catch (error) {
      onFailure(error, station, call.action)
    }
  }

  /**
   * The log row first, but for a database that did not take the message itself: the station is told at once to send it again, rather
   * than after its own patience has run out as well.
   */
  async function refuse(
    station: StationConnection,
    call: InboundCall,
    error: OcppError,
    isStored = true,
  ): Promise<void> {
    if (!isStored) call.fail(error)
    const code = spellErrorCode(error.code, station.protocol)
    const details = JSON.stringify({ description: error.description, ...error.details })
    try {
      await store(station, logRow(station, call, details, code))
    } catch (failure) {
      onFailure(failure, station, call.action)
    }
    call.fail(error)
    onAnswered?.(station.protocol, call.action, code, call.latencyMs() / 1000)
  }

  function asOcppError(error: unknown, station: StationConnection, call: InboundCall): OcppError {
    if (error instanceof OcppError) return error
    onFailure(error, station, call.action)
    return new OcppError('InternalError', 'The message could not be stored; send it again.')
  }

  async function store(station: StationConnection, row: LoggedMessage): Promise<void> {
    await coalescer.submit({ writes: [], last: () => [{ writer: logMessages, item: row } as Write] }, station.id)
    onLogged?.(station, row)
  }

  function logRow(
    station: StationConnection,
    call: InboundCall,
    response: string,
    errorCode: string | null,
  ): LoggedMessage {
    return {
      stationId: station.id,
      direction: 'in',
      protocol: station.protocol,
      messageId: call.id,
      action: call.action,
      request: maskSecrets(call.payloadText),
      response: maskSecrets(response),
      errorCode,
      latencyMs: call.latencyMs(),
      at: new Date(call.receivedAt),
    }
  }

  function log(station: StationConnection, exchange: Exchange): void {
    const row: LoggedMessage = {
      stationId: station.id,
      protocol: station.protocol,
      ...exchange,
      request: maskSecrets(exchange.request),
      response: exchange.response && maskSecrets(exchange.response),
      at: new Date(exchange.at),
    }
    store(station, row).catch((error) => onFailure(error, station, exchange.action))
  }

  return { receive, log }
}
