import { systemActor } from '../lib/access/actor'
import type { Bus } from '../lib/bus/bus'
import type { CommandInput } from '../lib/commands/command'
import type { StationFact } from '../lib/commands/confirm-command'
import { isProof, type WaitingCommand } from '../lib/commands/confirm-command'
import { requestCommand } from '../lib/commands/mutations/request-command'
import {
  claimCommand,
  confirmCommand,
  expireCommands,
  settleCommand,
  settleOrphans,
} from '../lib/commands/mutations/settle-command'
import { listQueuedCommands, listUnconfirmedCommands } from '../lib/commands/queries'
import type { ScopedEvent } from '../lib/live/events'
import { runCommand } from './commands'
import type { Log } from './log'
import type { StationConnection } from './station-connection'
import type { StationRegistry } from './station-registry'

/** The bus wakes us at once; this sweep is for what the bus lost. */
const SWEEP_EVERY_MS = 5_000
/** A restart may take minutes; what has not shown by then stays `accepted`. */
const PROOF_AWAITED_MS = 15 * 60_000

export interface CommandDeskOptions {
  readonly gatewayId: string
  readonly registry: StationRegistry
  readonly bus: Bus
  readonly log: Log
  onStage(type: string, stage: string): void
}

interface Awaited extends WaitingCommand {
  readonly since: number
  /** The station has not answered yet: a proof seen meanwhile is kept until it has. */
  isInFlight: boolean
  proof: StationFact | null
}

export type CommandDesk = ReturnType<typeof createCommandDesk>

/**
 * Carries commands from the console to stations: claims what is queued for a station held here, makes the OCPP call, settles it
 * with the station's answer, and confirms it when the station's own messages prove it done. SPEC C-1 ….
 */
export function createCommandDesk({ gatewayId, registry, bus, log, onStage }: CommandDeskOptions) {
  const awaited = new Map<bigint, Awaited[]>() // by station
  const running = new Set<Promise<void>>()

  const publish = (event: ScopedEvent | null) => {
    if (event?.event.type !== 'command') return
    bus.publish('live', event)
    onStage(event.event.command.type, event.event.command.stage)
  }

  const track = (work: Promise<void>) => {
    running.add(work)
    work
      .catch((error) => log.error({ error }, 'command failed in a way it should not'))
      .finally(() => running.delete(work))
  }

  function wake(stationIdentity: string, commandId: string): void {
    const connection = registry.find(stationIdentity)
    if (connection) track(carryOut(connection, BigInt(commandId)))
  }

  function wakeAll(): void {
    track(
      (async () => {
        for (const event of await expireCommands(new Date())) publish(event)
        for (const { id, stationIdentity } of await listQueuedCommands(new Date())) wake(stationIdentity, String(id))
      })(),
    )
  }

  async function carryOut(connection: StationConnection, commandId: bigint): Promise<void> {
    const claimed = await claimCommand(commandId, gatewayId)
    if (!claimed) return
    publish(claimed.event)
    const entry: Awaited = {
      id: claimed.id,
      command: claimed.command,
      since: Date.now(),
      isInFlight: true,
      proof: null,
    }
    awaitProof(connection.id, entry)
    const result = await runCommand(claimed, connection, (action, payload) => connection.peer.call(action, payload))
    entry.isInFlight = false
    publish(await settleCommand(claimed.id, result))
    const mayStillShow = result.stage === 'accepted' || result.stage === 'timed-out'
    if (!mayStillShow) forget(connection.id, entry)
    else if (entry.proof) await confirm(connection.id, entry, entry.proof)
  }

  function awaitProof(stationId: bigint, entry: Awaited): void {
    const entries = awaited.get(stationId)
    if (entries) entries.push(entry)
    else awaited.set(stationId, [entry])
  }

  function forget(stationId: bigint, entry: Awaited): void {
    const rest = awaited.get(stationId)?.filter((other) => other !== entry) ?? []
    if (rest.length > 0) awaited.set(stationId, rest)
    else awaited.delete(stationId)
  }

  async function confirm(stationId: bigint, entry: Awaited, fact: StationFact): Promise<void> {
    forget(stationId, entry)
    publish(await confirmCommand(entry.id, fact.kind === 'session-started' ? fact.sessionId : undefined))
  }

  function noticed(connection: StationConnection, fact: StationFact): void {
    const entries = awaited.get(connection.id)
    if (!entries) return
    for (const entry of entries) {
      if (!isProof(entry, fact)) continue
      if (entry.isInFlight) entry.proof ??= fact
      else track(confirm(connection.id, entry, fact))
      return // one fact proves one command, the oldest
    }
  }

  function sweep(): void {
    wakeAll()
    const before = Date.now() - PROOF_AWAITED_MS
    for (const [stationId, entries] of awaited) {
      for (const entry of entries) if (entry.since < before) forget(stationId, entry)
    }
  }
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS)

  return {
    wake,
    wakeAll,
    noticed,
    /** The gateway's own wish. One that cannot be (the station has gone, says no) is logged and left. */
    ask(connection: StationConnection, input: CommandInput): void {
      const asked = requestCommand(systemActor('gateway'), connection.identity, input)
      track(
        asked.then(
          ({ id }) => wake(connection.identity, String(id)),
          (error) => log.info({ error, station: connection.identity, command: input.type }, 'could not ask'),
        ),
      )
    },
    /** What this slot's predecessor left: unheard answers are failures, accepted commands still wait for their proof. */
    async settleOrphans(): Promise<void> {
      for (const event of await settleOrphans(gatewayId)) publish(event)
      for (const { id, command, stationId } of await listUnconfirmedCommands(
        gatewayId,
        new Date(Date.now() - PROOF_AWAITED_MS),
      )) {
        awaitProof(stationId, { id, command, since: Date.now(), isInFlight: false, proof: null })
      }
    },
    async close(): Promise<void> {
      clearInterval(sweeping)
      await Promise.allSettled(running)
    },
  }
}
