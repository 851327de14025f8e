import { systemActor } from '../lib/access/actor'
import type { Bus } from '../lib/bus/bus'
import type { Command, CommandInput } from '../lib/commands/command'
import type { StationFact } from '../lib/commands/confirm-command'
import { fileProofAwaitedMs } from '../lib/commands/file-proof'
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
import { problem } from '../lib/commands/problem'
import { listQueuedCommands, listUnconfirmedCommands } from '../lib/commands/queries'
import type { ScopedEvent } from '../lib/live/events'
import { type Awaited, createAwaitedProofs, type Verdict } from './awaited-proofs'
import { runCommand, type Send } from './commands'
import { keptBackBy } from './kept-back'
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
  const proofs = createAwaitedProofs((entry, verdict) => track(decide(entry, verdict)))
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
    const done = work
      .catch((error) => log.error({ error }, 'command failed in a way it should not'))
      .finally(() => running.delete(done))
    running.add(done)
  }

  function wake(stationIdentity: string, commandId: string): void {
    const connection = registry.find(stationIdentity)
    if (connection) track(carryOut(connection, BigInt(commandId)))
  }

  async function takeQueued(): Promise<void> {
    for (const event of await expireCommands(new Date())) publish(event)
    for (const { id, stationIdentity } of await listQueuedCommands(new Date())) wake(stationIdentity, String(id))
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
    const entry = proofs.add(connection.id, claimed, { since: Date.now(), isAnswered: false })
    const onSent = () => proofs.sent(entry)
    const held = () => keptBackBy(claimed, connection, Date.now())
    const send: Send = (action, payload) => connection.peer.call(action, payload, { onSent, keptBackBy: held })
    await settle(entry, await runCommand(claimed, connection, send))
  }

  /** Until it is stored the answer does not count: what decides the command is kept for it. */
  async function settle(entry: Awaited, result: CommandResult): Promise<void> {
    await stored(entry.id, settleCommand(entry.id, result), () => settle(entry, result))
    const mayShow = result.stage === 'accepted' || result.stage === 'timed-out'
    proofs.answered(entry, { mayShow, takesPlace: takesPlace(entry, result) })
  }

  async function decide(entry: Awaited, verdict: Verdict): Promise<void> {
    await stored(entry.id, verdict.isDone ? confirm(entry, verdict.fact) : failCommand(entry.id, verdict.why), () =>
      decide(entry, verdict),
    )
  }

  /** Together, so that both are done again when the database was away for one of them. */
  async function confirm({ id, stationId, command }: Awaited, fact: StationFact): Promise<ScopedEvent | null> {
    await onConfirmed?.(stationId, command)
    return confirmCommand(id, fact.kind === 'session-started' ? fact.sessionId : undefined)
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
    const lost = { sentBefore: new Date(Date.now() - LOST_AFTER_MS), except: [...carried] }
    for (const event of await settleOrphans(gatewayId, problem('lost'), lost)) publish(event)
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

  let isSweeping = false
  /** One at a time: a database that is slow is not asked the same again and again. */
  function sweep(): void {
    payOwed()
    proofs.giveUp(Date.now(), ({ command, since }) => awaitedUntil(command, since))
    if (isSweeping) return
    isSweeping = true
    track(
      settleLost()
        .then(takeQueued)
        .finally(() => {
          isSweeping = false
        }),
    )
  }
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS)
  let isClosed = false

  return {
    wake,
    wakeAll: () => track(takeQueued()),
    noticed: (connection: StationConnection, fact: StationFact) => proofs.noticed(connection.id, fact),
    /** What is done every few seconds anyway. */
    sweep,
    /** The gateway's own wish. One that cannot be (the station has gone, says no) is logged and left. SPEC O-31. */
    ask(connection: StationConnection, input: CommandInput): void {
      if (isClosed) return
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
      for (const event of await settleOrphans(gatewayId, problem('restarted'))) publish(event)
      const longAgo = new Date(Date.now() - LONGEST_AWAITED_MS)
      for (const { id, command, stationId, answeredAt } of await listUnconfirmedCommands(gatewayId, longAgo)) {
        const since = answeredAt?.getTime() ?? Date.now()
        if (awaitedUntil(command, since) > Date.now())
          proofs.add(stationId, { id, command }, { since, isAnswered: true })
      }
    },
    async close(): Promise<void> {
      clearInterval(sweeping)
      isClosed = true
      for (const timer of postponed) clearTimeout(timer)
      const ended = async () => {
        while (running.size > 0) await Promise.allSettled(running)
      }
      await ended()
      payOwed() // once more: whoever comes after us would take what was answered for unanswered
      await ended()
    },
  }
}
