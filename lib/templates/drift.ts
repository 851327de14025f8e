import { harmOfValue } from '../stations/harm-of-value'
import type { StationKind } from '../stations/vendor-quirks'
import { foldKey, type WantedValue } from './template'

/** What a station has said of one key. */
export interface HeldValue {
  /** Null: it keeps it to itself. */
  readonly value: string | null
  readonly readonly: boolean
  readonly dataType: string | null
}

/** The last time we tried to set one key to one value by ourselves. */
export interface TriedValue {
  readonly at: Date
  /** The station's word; null: it has not answered. */
  readonly status: string | null
  readonly isUnderWay: boolean
}

export const DRIFT_STATES = [
  'differs',
  'refused',
  'not-kept',
  'harmful',
  'read-only',
  'under-way',
  'overruled',
  'unread',
  'same',
] as const
/**
 * differs: could be set. refused: the station has said no to this value. not-kept: it said yes and has another value all the same, or
 * fell silent. harmful: known to break this kind of station. overruled: the offline policy wants another value, and holds. unread: it
 * has not told this key.
 */
export type DriftState = (typeof DRIFT_STATES)[number]

/** Not as it should be, as far as a person is concerned. */
export const isWrong = (state: DriftState): boolean => state !== 'same' && state !== 'unread' && state !== 'overruled'

/** What a person's click sets: all that differs, also what was refused or lost before. Never what would do harm. */
export const isRepaired = (state: DriftState): boolean =>
  state === 'differs' || state === 'refused' || state === 'not-kept'

export interface DriftLine {
  readonly key: string
  readonly wanted: string
  readonly held: string | null
  readonly state: DriftState
  readonly templateId: bigint
}

/** What a station's drift is judged by. */
export interface StationFacts {
  readonly kind: StationKind
  /** By `foldKey` of the name. */
  readonly held: ReadonlyMap<string, HeldValue>
  /** By `triedKey`. */
  readonly tried: ReadonlyMap<string, TriedValue>
  /** When it last got another firmware: what was tried before says nothing any more. Null: not known to have. */
  readonly firmwareChangedAt: Date | null
  readonly bootedAt: Date | null
  /** What its offline policy wants, by `foldKey`. */
  readonly policy: ReadonlyMap<string, string>
}

/** A value that a station took and lost, or did not answer, is tried again no sooner. */
const AGAIN_AFTER_MS = 24 * 3_600_000

export const triedKey = (key: string, value: string): string => `${foldKey(key)}\n${value}`

/**
 * Where a station is not as its templates want it. SPEC D-40 … D-44.
 * @param changedAt when a template last changed, by id: what was tried before says nothing any more
 */
export function driftOf(
  wanted: readonly WantedValue[],
  facts: StationFacts,
  changedAt: ReadonlyMap<bigint, Date>,
  now: Date,
): readonly DriftLine[] {
  return wanted.map(({ key, value, templateId }) => {
    const held = facts.held.get(foldKey(key))
    const since = latest(changedAt.get(templateId) ?? null, facts.firmwareChangedAt)
    const state = stateOf(key, value, held, facts, since, now)
    return { key, wanted: value, held: held?.value ?? null, state, templateId }
  })
}

function stateOf(
  key: string,
  value: string,
  held: HeldValue | undefined,
  facts: StationFacts,
  since: Date | null,
  now: Date,
): DriftState {
  const holds = facts.policy.get(foldKey(key))
  if (holds !== undefined && !isSameValue(holds, value)) return 'overruled'
  const tried = facts.tried.get(triedKey(key, value))
  if (tried?.isUnderWay) return 'under-way'
  if (held === undefined || held.value === null) return 'unread'
  if (isSameValue(held.value, value, held.dataType)) return 'same'
  if (held.readonly) return 'read-only'
  if (harmOfValue(facts.kind, key, value) !== null) return 'harmful'
  if (tried === undefined || (since !== null && tried.at <= since)) return 'differs'
  if (tried.status === 'RebootRequired' && (facts.bootedAt === null || facts.bootedAt < tried.at)) return 'under-way'
  const isRefused = tried.status !== null && tried.status !== 'Accepted' && tried.status !== 'RebootRequired'
  if (isRefused) return 'refused'
  return now.getTime() - tried.at.getTime() < AGAIN_AFTER_MS ? 'not-kept' : 'differs'
}

const latest = (a: Date | null, b: Date | null) => (a === null ? b : b === null ? a : a > b ? a : b)

/** Numbers by value, words without letter case, lists in any order unless the station says that order matters. */
export function isSameValue(a: string, b: string, dataType: string | null = null): boolean {
  const [one, other] = [a.trim().toLowerCase(), b.trim().toLowerCase()]
  if (one === other) return true
  if (one === '' || other === '') return false
  if (one.includes(',') || other.includes(',')) {
    const items = (text: string) => text.split(',').map((item) => item.trim())
    const [mine, theirs] = [items(one), items(other)]
    if (dataType !== 'SequenceList') {
      mine.sort()
      theirs.sort()
    }
    return mine.length === theirs.length && mine.every((item, index) => item === theirs[index])
  }
  return DECIMAL.test(one) && DECIMAL.test(other) && Number(one) === Number(other)
}

/** As SQL reads numbers too (see `standing-sql.ts`). */
const DECIMAL = /^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})(e[+-]?\d{1,2})?$/
