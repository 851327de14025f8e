import { systemActor } from '../lib/access/actor'
import type { Bus } from '../lib/bus/bus'
import type { Command, CommandInput } from '../lib/commands/command'
import type { StationFact } from '../lib/commands/confirm-command'
import { isProof, type WaitingCommand } from '../lib/commands/confirm-command'
import { failureSaid, fileProofAwaitedMs } from '../lib/commands/file-proof'
import { requestCommand } from '../lib/commands/mutations/request-command'
import {
  type CommandResult,
  claimCommand,
  confirmCommand,
  expireCommands,
  failCommand,
  settleCommand,
  settleOrphans,
} from '../lib/commands/mutations/settle-command'
import { listQueuedCommands, listSentCommands, listUnconfirmedCommands } from '../lib/commands/queries'
import type { ScopedEvent } from '../lib/live/events'
import { runCommand } from './commands'
import { TokenBucket } from './limits/token-bucket'
import type { Log } from './log'
import type { StationConnection } from './station-connection'
import type { StationRegistry } from './station-registry'

/** The bus wakes us at once; this sweep is for what the bus lost. */
const SWEEP_EVERY_MS = 5_000
/** A restart may take minutes; what has not shown by then stays `accepted`. */
export const PROOF_AWAITED_MS = 15 * 60_000
/** Further back nothing is waited for that a predecessor had sent. */
const LONGEST_AWAITED_MS = 3 * 86_400_000

/** Until when a command's proof is waited for, epoch milliseconds; firmware takes its time. */
const awaitedUntil = (command: Command, since: number) =>
  since + Math.max(PROOF_AWAITED_MS, fileProofAwaitedMs(command, since))

/** A claim that is older was not lost on its way a moment ago. */
const LOST_AFTER_MS = 10_000
const LOST: CommandResult = { stage: 'failed', answer: null, error: 'The gateway lost sight of it before it was sent.' }

/** What the gateway asks for itself goes after what people and stations wait for: thousands may come back at once. */
const OWN_PER_SECOND = 25

export interface CommandDeskOptions {
  readonly gatewayId: string
  readonly registry: StationRegistry
  readonly bus: Bus
  readonly log: Log
  onStage(type: string, stage: string): void
  /** A command was proven done by what the station did later; may be told again when it could not be stored. */
  onConfirmed?(stationId: bigint, command: Command): Promise<void>
}

interface Awaited extends WaitingCommand {
  readonly since: number
  /** The station has not answered yet: a proof seen meanwhile is kept until it has. */
  isInFlight: boolean
  proof: StationFact | null
}

/** AcceptedCanceled says so; a 1.6 station has no word for it, but installs one firmware at a time. SPEC F-14. */
const takesPlace = ({ command }: Awaited, { stage, answer }: CommandResult): boolean =>
  stage === 'accepted' &&
  (command.type === 'update-firmware' || (answer as { status?: unknown } | null)?.status === 'AcceptedCanceled')

export type CommandDesk = ReturnType<typeof createCommandDesk>

/**
 * Carries commands from the console to stations: claims what is queued for a station held here, makes the OCPP call, settles it
 * with the station's answer, and confirms it when the station's own messages prove it done. SPEC C-1 ….
 */
export function createCommandDesk({ gatewayId, registry, bus, log, onStage, onConfirmed }: CommandDeskOptions) {
  const awaited = new Map<bigint, Awaited[]>() // by station
  const running = new Set<Promise<void>>()
  /** Being carried out here, or done and not yet stored: nobody else may settle them. */
  const carried = new Set<bigint>()
  /** What could not be stored when the database was away: tried again at every sweep. SPEC C-12. */
  const owed = new Map<bigint, () => Promise<void>>()

  const ownPace = new TokenBucket(OWN_PER_SECOND, OWN_PER_SECOND, Date.now())
  const postponed = new Set<NodeJS.Timeout>()

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
    if (carried.has(commandId)) return
    carried.add(commandId)
    try {
      await claimAndRun(connection, commandId)
    } finally {
      if (!owed.has(commandId)) carried.delete(commandId)
    }
  }

  async function claimAndRun(connection: StationConnection, commandId: bigint): Promise<void> {
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
    await settle(connection, entry, result)
  }

  /** Until it is stored the command counts as in flight, so that a proof seen meanwhile is kept for it. */
  async function settle(connection: StationConnection, entry: Awaited, result: CommandResult): Promise<void> {
    await stored(entry.id, settleCommand(entry.id, result), () => settle(connection, entry, result))
    entry.isInFlight = false
    if (takesPlace(entry, result)) await superseded(connection.id, entry)
    const mayStillShow = result.stage === 'accepted' || result.stage === 'timed-out'
    if (!mayStillShow) forget(connection.id, entry)
    else if (entry.proof) await confirm(connection.id, entry, entry.proof)
  }

  /** @throws the database's error; then the sweep does it again */
  async function stored(id: bigint, work: Promise<ScopedEvent | null>, again: () => Promise<void>): Promise<void> {
    try {
      publish(await work)
    } catch (error) {
      owed.set(id, again)
      throw error
    }
  }

  function payOwed(): void {
    for (const [id, again] of owed) {
      owed.delete(id)
      track(
        again().finally(() => {
          if (!owed.has(id)) carried.delete(id)
        }),
      )
    }
  }

  /** Claimed by us, and we never knew (the answer to the claim was lost): nobody is carrying them out. */
  async function settleLost(): Promise<void> {
    for (const id of await listSentCommands(gatewayId, new Date(Date.now() - LOST_AFTER_MS))) {
      if (!carried.has(id)) publish(await settleCommand(id, LOST))
    }
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
    // Together, so that both are done again when the database was away for one of them.
    const confirming = async () => {
      await onConfirmed?.(stationId, entry.command)
      return confirmCommand(entry.id, fact.kind === 'session-started' ? fact.sessionId : undefined)
    }
    await stored(entry.id, confirming(), () => confirm(stationId, entry, fact))
  }

  async function fail(stationId: bigint, entry: Awaited, why: string): Promise<void> {
    forget(stationId, entry)
    await stored(entry.id, failCommand(entry.id, why), () => fail(stationId, entry, why))
  }

  function noticed(connection: StationConnection, fact: StationFact): void {
    const entries = awaited.get(connection.id)
    if (!entries) return
    for (const entry of entries) {
      if (isProof(entry, fact)) {
        if (entry.isInFlight) entry.proof ??= fact
        else track(confirm(connection.id, entry, fact))
        return // one fact proves one command, the oldest
      }
      const failure = entry.isInFlight ? null : failureSaid(entry, fact)
      if (failure === null) continue
      track(fail(connection.id, entry, failure))
      return
    }
  }

  /** The station gave up what it was doing for the same request made anew. */
  async function superseded(stationId: bigint, { id, command }: Awaited): Promise<void> {
    for (const other of awaited.get(stationId) ?? []) {
      if (other.id < id && other.command.type === command.type)
        await fail(stationId, other, 'The station gave it up for a later one.')
    }
  }

  function askNow(connection: StationConnection, input: CommandInput): void {
    const asked = requestCommand(systemActor('gateway'), connection.identity, input)
    track(
      asked.then(
        ({ id }) => wake(connection.identity, String(id)),
        (error) => log.info({ error, station: connection.identity, command: input.type }, 'could not ask'),
      ),
    )
  }

  function sweep(): void {
    payOwed()
    track(settleLost())
    wakeAll()
    const now = Date.now()
    for (const [stationId, entries] of awaited) {
      for (const entry of entries) if (awaitedUntil(entry.command, entry.since) < now) forget(stationId, entry)
    }
  }
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS)

  return {
    wake,
    wakeAll,
    noticed,
    /** What is done every few seconds anyway. */
    sweep,
    /** The gateway's own wish. One that cannot be (the station has gone, says no) is logged and left. SPEC O-31. */
    ask(connection: StationConnection, input: CommandInput): void {
      const waitMs = ownPace.take(Date.now())
      if (waitMs === 0) askNow(connection, input)
      else {
        const timer = setTimeout(() => {
          postponed.delete(timer)
          askNow(connection, input)
        }, waitMs)
        postponed.add(timer)
      }
    },
    /** What this slot's predecessor left: unheard answers are failures, accepted commands still wait for their proof. */
    async settleOrphans(): Promise<void> {
      for (const event of await settleOrphans(gatewayId)) publish(event)
      const longAgo = new Date(Date.now() - LONGEST_AWAITED_MS)
      for (const { id, command, stationId, answeredAt } of await listUnconfirmedCommands(gatewayId, longAgo)) {
        const since = answeredAt?.getTime() ?? Date.now()
        if (awaitedUntil(command, since) > Date.now())
          awaitProof(stationId, { id, command, since, isInFlight: false, proof: null })
      }
    },
    async close(): Promise<void> {
      clearInterval(sweeping)
      for (const timer of postponed) clearTimeout(timer)
      await Promise.allSettled(running)
    },
  }
}
