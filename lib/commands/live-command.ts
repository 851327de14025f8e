import type { CommandStage, LiveCommand, ScopedEvent } from '../live/events'
import { readProblem } from './problem'

export interface CommandState {
  readonly id: bigint
  readonly type: string
  readonly stage: string
  readonly error: string | null
  readonly problem: unknown
  readonly answer: unknown
  readonly queuedAt: Date
  readonly station: { readonly identity: string; readonly siteId: bigint | null }
}

/** A command's new state for browsers. */
export function liveCommand(row: CommandState): ScopedEvent {
  const command: LiveCommand = {
    id: String(row.id),
    stationId: row.station.identity,
    type: row.type,
    stage: row.stage as CommandStage,
    error: row.error,
    problem: readProblem(row.problem),
    answerStatus: answerStatus(row.answer),
    queuedAt: row.queuedAt.toISOString(),
  }
  return { event: { type: 'command', command }, siteId: row.station.siteId?.toString() ?? null, customerId: null }
}

/** The station's own word, wherever a version puts it. */
export function answerStatus(answer: unknown): string | null {
  const status = (answer as { status?: unknown } | null | undefined)?.status
  return typeof status === 'string' ? status : null
}
