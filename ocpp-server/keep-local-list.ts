import { type Problem, problem, sentenceOf } from '../lib/commands/problem'
import {
  recordInStep,
  recordListRefusal,
  recordListVersion,
  recordTakenPage,
} from '../lib/local-list/mutations/record-list'
import type { ListPage } from '../lib/local-list/plan-update'
import { planStationList, type StationListPlan } from '../lib/local-list/queries/plan-station-list'
import { type Answered, CannotSend, type CommandTools, proven, type StationAnswer } from './station-answer'
import { CallFailure, OcppError } from './wire/ocpp-error'

/** How a version says what the local list needs. */
export interface ListWords {
  /** As the station says it; -1: it keeps no list, 0: an empty one. */
  askVersion(): Promise<number>
  send(page: ListPage): Promise<StationAnswer>
}

export type ListUpdate = 'changes' | 'full' | 'empty'

/**
 * Brings a station's local authorisation list in step: asks its version when nobody has since it booted, sends what is missing page
 * by page, and keeps what it took after each. A VersionMismatch is mended at once with the whole list. SPEC O-1 … O-6.
 * @throws CannotSend | CallFailure | OcppError as the calls do; what that means for the list is kept first
 */
export function updateLocalList(update: ListUpdate, tools: CommandTools, words: ListWords): Promise<Answered> {
  return inTurn(tools.station.id, () => updateNow(update, tools, words))
}

async function updateNow(update: ListUpdate, tools: CommandTools, words: ListWords): Promise<Answered> {
  const stationId = tools.station.id
  try {
    let plan = await planStationList(stationId, update)
    if (update === 'changes' && !plan.isVerified) {
      if ((await askListVersion(tools, words)) < 0) return refused('NotSupported', plan, 0)
      plan = await planStationList(stationId, update)
    }
    const answer = await sendPages(stationId, plan, words)
    if (answer.answer.status !== 'VersionMismatch') return answer
    // Somebody else has written to the list: begin anew, above whatever version it says it has.
    await askListVersion(tools, words)
    return await sendPages(stationId, await planStationList(stationId, update === 'empty' ? 'empty' : 'full'), words)
  } catch (error) {
    await keepFailure(stationId, error)
    throw error
  }
}

const turns = new Map<bigint, Promise<unknown>>()

/** One after the other on a station: two who both believe to know what it holds would number their differences alike. */
function inTurn<Result>(stationId: bigint, work: () => Promise<Result>): Promise<Result> {
  const mine = (turns.get(stationId) ?? Promise.resolve()).then(work, work)
  turns.set(stationId, mine)
  const forget = () => {
    if (turns.get(stationId) === mine) turns.delete(stationId)
  }
  mine.then(forget, forget)
  return mine
}

/** Keeps the version the station says, and gives it back. */
export async function askListVersion({ station }: CommandTools, words: Pick<ListWords, 'askVersion'>): Promise<number> {
  const version = await words.askVersion()
  await recordListVersion(station.id, version)
  return version
}

async function sendPages(stationId: bigint, plan: StationListPlan, words: ListWords): Promise<Answered> {
  const { pages, leftOut, comparedWith } = plan
  if (pages.length === 0) await recordInStep(stationId, comparedWith, leftOut)
  for (const [index, page] of pages.entries()) {
    const { status } = await words.send(page)
    if (status === 'Accepted') {
      const isLast = index === pages.length - 1
      await recordTakenPage({ stationId, page, isLast, leftOut, comparedWith })
      continue
    }
    const word = typeof status === 'string' ? status : 'Failed'
    await recordListRefusal(stationId, word === 'NotSupported' ? 'unsupported' : 'failed', word)
    return refused(word, plan, index)
  }
  return proven({
    status: 'Accepted',
    listVersion: pages.at(-1)?.version ?? plan.version,
    update: pages.length === 0 ? 'none' : pages[0]!.isFull ? 'full' : 'differential',
    messages: pages.length,
    sent: count(pages, 'put'),
    removed: count(pages, 'remove'),
    leftOut,
  })
}

const count = (pages: readonly ListPage[], part: 'put' | 'remove') =>
  pages.reduce((sum, page) => sum + page[part].length, 0)

const refused = (status: string, { version, pages }: StationListPlan, taken: number): Answered =>
  proven({ status, listVersion: taken === 0 ? version : pages[taken - 1]!.version, messages: taken })

/**
 * A station that does not know the action keeps no list; one that fell silent may have taken what it was sent. An answer that nobody
 * can read, or a list that cannot be said, is kept as a refusal: it would be the same again a moment later.
 */
async function keepFailure(stationId: bigint, error: unknown): Promise<void> {
  if (!(error instanceof CallFailure)) return recordListRefusal(stationId, 'failed', sentenceOf(whatWentWrong(error)))
  const { reason, code, message } = error
  if (reason === 'queue-full') return // nothing was sent
  if (reason !== 'error') return recordListRefusal(stationId, 'unknown', null)
  const isUnknownThere = code === 'NotSupported' || code === 'NotImplemented'
  await recordListRefusal(stationId, isUnknownThere ? 'unsupported' : 'failed', isUnknownThere ? null : message)
}

/** In sentences that pages can say in their own language (`problemIn`). */
function whatWentWrong(error: unknown): Problem {
  if (error instanceof CannotSend) return error.problem
  if (error instanceof OcppError) return problem('unreadable', { detail: error.description })
  return problem('gateway-fault', { detail: String(error) })
}
