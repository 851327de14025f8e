import type { Command, CommandType } from '../lib/commands/command'
import type { ClaimedCommand } from '../lib/commands/mutations/settle-command'
import { type Problem, type ProblemCode, sentenceOf } from '../lib/commands/problem'
import type { MessageLimits } from '../lib/configuration/message-limits'
import type { ConfigurationValueSaid } from '../lib/configuration/mutations'
import type { MonitorChange } from '../lib/monitors/monitor'
import type { ConnectedStation } from './route'

/**
 * How one version says one command: makes the CALLs, keeps what the answers mean, and gives back the answer as a whole. One command,
 * one file in `v…/commands/`; `v…/commands.ts` is the table. @throws CannotSend | CallFailure | OcppError
 */
export type CommandRun<Type extends CommandType = CommandType> = (
  claimed: ClaimedCommand<Extract<Command, { type: Type }>>,
  tools: CommandTools,
) => Promise<Answered>

/** What a version has words for. */
export type CommandTable = { readonly [Type in CommandType]?: CommandRun<Type> }

/** What a version's translation of a command may use. */
export interface CommandTools {
  readonly station: Pick<ConnectedStation, 'id' | 'identity' | 'protocol' | 'live' | 'reachedAt' | 'holdings'>
  /**
   * One CALL: checked against the official schema before it leaves, the answer read leniently.
   * @throws CannotSend | CallFailure | OcppError
   */
  call(action: string, payload: object): Promise<StationAnswer>
  /** Keeps what the station said of its configuration. */
  keep(values: readonly ConfigurationValueSaid[]): Promise<void>
  /** What the station has told of how much one message may hold. */
  limits(): Promise<MessageLimits>
  /** Keeps which monitors the station has, and forgets those it no longer has. */
  keepMonitors(change: MonitorChange): Promise<void>
  /** The station has taken this Basic-auth password. */
  adoptPassword(password: string): Promise<void>
}

/** A CALLRESULT's payload, read leniently: nothing in it is certain. */
export type StationAnswer = Readonly<Record<string, unknown>>

/** A command as the station answered it, in one piece however many CALLs it took. */
export interface Answered {
  readonly answer: StationAnswer
  /** The answer is all the proof there will be (SPEC C-8). */
  readonly isProof: boolean
  /** The station says yes in a word that elsewhere is a no ("NoProfiles": asked what it holds, it holds none). */
  readonly isYes?: true
  /** The station says no without a word of its own: what it leaves out says it. */
  readonly no?: Problem
}

/** This version has no words for the command. The message is shown to the operator. */
export class CannotSend extends Error {
  override readonly name = 'CannotSend'
  readonly problem: Problem
  constructor(code: ProblemCode, params: Problem['params'] = {}) {
    super(sentenceOf({ code, params }))
    this.problem = { code, params }
  }

  static because({ code, params }: Problem): CannotSend {
    return new CannotSend(code, params)
  }
}

/** It went wrong when part of it was done already: what was answered so far is told, and why the rest was not. */
export class PartlyAnswered extends Error {
  override readonly name = 'PartlyAnswered'
  constructor(
    readonly answer: StationAnswer,
    override readonly cause: unknown,
  ) {
    super('Only part of it was answered.')
  }
}

export const proven = (answer: StationAnswer): Answered => ({ answer, isProof: true })
/** Asked what there is, the station answers that there is nothing: the answer is complete. */
export const provenNothing = (answer: StationAnswer): Answered => ({ answer, isProof: true, isYes: true })
export const toBeProven = (answer: StationAnswer): Answered => ({ answer, isProof: false })

/** Words by which stations say yes. What carries no status at all (GetLocalListVersion) is an answer, so a yes. */
const YES = new Set([
  'Accepted',
  'Scheduled',
  'RebootRequired',
  'Unlocked',
  'EmptyResultSet',
  'AcceptedCanceled',
  'Unpublished',
])

export function isYes(answer: StationAnswer): boolean {
  return typeof answer.status !== 'string' || YES.has(answer.status)
}

/** A value set is a value that stands, at the latest after the next reboot. */
export const isTaken = (status: unknown): boolean => status === 'Accepted' || status === 'RebootRequired'

/** Several values set one by one, as one answer: refused when one was, else the word that asks most of the operator. */
export function summary(results: readonly { readonly key: string; readonly status: string }[]): StationAnswer {
  const refused = results.find(({ status }) => !YES.has(status))
  const status = refused?.status ?? results.find(({ status }) => status === 'RebootRequired')?.status ?? 'Accepted'
  return { status, results }
}

export function* batches<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size)
}
