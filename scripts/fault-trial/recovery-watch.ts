import type { Decision } from '../../lib/faults/detector/judge'
import type { StationMemory } from '../../lib/faults/detector/memory'
import { isSafetyCause } from '../../lib/faults/knowledge/all-causes'
import { causeOf } from '../../lib/faults/knowledge/cause-of'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../lib/kernel/time'
import type { RecoveryFacts } from '../../lib/recovery/facts'
import { nextStep } from '../../lib/recovery/next-step'
import { playbookFor } from '../../lib/recovery/playbook-for'
import { USUAL_POLICY } from '../../lib/recovery/policy'
import { openStep, type Run, type StepRecord } from '../../lib/recovery/run'
import { STEPS, type StepName } from '../../lib/recovery/steps'
import type { Random } from '../../simulator/random'
import type { TrialStation } from './plan-trial'
import type { TrialWatch } from './run-trial'
import { Truth } from './truth'

const POLICY = { ...USUAL_POLICY, mode: 'live' } as const
const ANSWER_MS = 20 * SECOND_MS

interface Case {
  readonly rule: string
  readonly place: { readonly evse: number; readonly connector: number }
  readonly cause: string
  run: Run
  closedAt: number | null
  isOver: boolean
  /** Whether the station does what it was last told. */
  obeys: boolean
}

/** Self-recovery, live, for every fault of a trial: its own judgement on what the control room knows, held against what is really so. */
export class RecoveryWatch implements TrialWatch {
  readonly broken: string[] = []
  runs = 0
  steps = 0
  succeeded = 0
  readonly #cases = new Map<string, Case[]>()
  readonly #tried = new Map<string, { step: StepName; at: number }[]>()
  readonly #truths = new Map<string, Truth>()

  constructor(
    stations: readonly TrialStation[],
    readonly random: Random,
  ) {
    for (const station of stations) this.#truths.set(station.id, new Truth(station))
  }

  decided(station: string, decisions: readonly Decision[]): void {
    const cases = this.#cases.get(station) ?? []
    for (const decision of decisions) {
      if (decision.kind === 'open') {
        const cause = causeOf('rule', decision.rule, decision.sighting.evidence, null)
        const playbook = playbookFor(cause)
        if (playbook === null) continue
        const run: Run = {
          playbook: playbook.name,
          isDryRun: false,
          isByPerson: false,
          startedAt: decision.at,
          steps: [],
        }
        this.runs += 1
        const { place } = decision.sighting
        cases.push({ rule: decision.rule, place, cause, run, closedAt: null, isOver: false, obeys: true })
      } else if (decision.kind === 'close') {
        const { rule, place, at } = decision
        const one = cases.find((open) => open.rule === rule && open.closedAt === null && samePlace(open.place, place))
        if (one) one.closedAt = at
      }
    }
    this.#cases.set(
      station,
      cases.filter(({ isOver }) => !isOver),
    )
  }

  minute(station: string, memory: StationMemory, now: number): void {
    for (const one of this.#cases.get(station) ?? []) {
      // A settled step is followed by the next question at once.
      for (let turn = 0; turn < 6 && !one.isOver; turn++) if (!this.#turn(station, one, memory, now)) break
    }
  }

  #turn(station: string, one: Case, memory: StationMemory, now: number): boolean {
    const next = nextStep(one.run, this.#facts(station, one, memory, now), POLICY, now)
    if (next.kind === 'wait') return false
    if (next.kind === 'end') {
      one.isOver = true
      if (next.state === 'succeeded') this.succeeded += 1
      return false
    }
    const under = openStep(one.run)
    if (next.kind === 'done' && under) one.run = withLast(one.run, { ...under, doneAt: next.at })
    if (next.kind === 'settle' && under) {
      one.run = withLast(one.run, { ...under, outcome: next.outcome, endedAt: now, why: next.why })
    }
    if (next.kind === 'act') this.#act(station, one, next.step, next, now)
    return true
  }

  #act(
    station: string,
    one: Case,
    step: StepName,
    { attempt, of }: { attempt: number; of: number },
    now: number,
  ): void {
    this.steps += 1
    one.obeys = this.random.chance(0.7)
    const tried = (this.#tried.get(station) ?? []).filter(({ at }) => at > now - DAY_MS)
    this.#hold(station, one, step, tried, now)
    this.#tried.set(station, [...tried, { step, at: now }])
    const record = {
      step,
      attempt,
      of,
      at: now,
      commandId: `${this.steps}`,
      doneAt: null,
      outcome: null,
      endedAt: null,
      why: null,
    }
    one.run = { ...one.run, steps: [...one.run.steps, record] }
  }

  /** What must never be, said a second time on purpose, from what really happened. */
  #hold(
    station: string,
    one: Case,
    step: StepName,
    tried: readonly { step: StepName; at: number }[],
    now: number,
  ): void {
    const truth = this.#truths.get(station)!
    const { reach, interrupts } = STEPS[step]
    const says = (why: string) => this.broken.push(`${step} at ${station}, ${new Date(now).toISOString()}: ${why}`)
    if (isSafetyCause(one.cause)) says(`${one.cause} is for people`)
    if (truth.isOffline(now)) says('it is away')
    if (truth.isInMaintenance(now)) says('somebody works on it')
    if (tried.filter((before) => before.step === step).length >= POLICY.maxTries) says('tried too often')
    if (!interrupts) return
    if (truth.isCharging(reach === 'station' ? 0 : one.place.evse, now)) says('somebody charges')
    if (tried.some((before) => STEPS[before.step].interrupts && before.at > now - 5 * MINUTE_MS))
      says('no rest before it')
  }

  #facts(station: string, one: Case, memory: StationMemory, now: number): RecoveryFacts {
    const truth = this.#truths.get(station)!
    const others = (this.#cases.get(station) ?? []).filter((other) => other !== one && !other.isOver)
    const under = openStep(one.run)
    const places = Object.entries(memory.places).map(([key, { status, since }]) => {
      const [evse = 0, connector = 0] = key.split('.').map(Number)
      return { evse, connector, status, toldAt: since }
    })
    return {
      fault: {
        source: 'rule',
        code: one.rule,
        cause: one.cause,
        isSafety: isSafetyCause(one.cause),
        ...one.place,
        stage: 'new',
        lastSeenAt: one.run.startedAt,
        closedAt: one.closedAt,
        closeReason: one.closedAt === null ? null : 'over',
        hasComeBack: false,
        isInHand: false,
      },
      station: {
        isOnline: memory.link.isOnline === true,
        isAccepted: true,
        isUpdating: false,
        status: memory.places['0.0']?.status ?? 'available',
        statusAt: null,
        timeZone: 'Europe/Stockholm',
      },
      connectors: places.filter(({ evse }) => evse > 0),
      sessions: Object.entries(memory.evses).flatMap(([evse, { session }]) =>
        session === null ? [] : [{ evse: Number(evse), chargingState: 'charging' }],
      ),
      authorisedAt: truth.authorisedBefore(now),
      reservedEvses: [],
      safetyCauses: others.map(({ cause }) => cause).filter(isSafetyCause),
      isInMaintenance: truth.isInMaintenance(now),
      withdrawnEvses: memory.withdrawn,
      isBusy: others.some(({ run }) => openStep(run) !== null),
      tried: this.#tried.get(station) ?? [],
      command: under === null ? null : answerTo(under, one.obeys, now),
    }
  }
}

function answerTo({ at }: StepRecord, obeys: boolean, now: number): RecoveryFacts['command'] {
  if (now < at + ANSWER_MS) return { stage: 'accepted', confirmedAt: null }
  return obeys ? { stage: 'confirmed', confirmedAt: at + ANSWER_MS } : { stage: 'timed-out', confirmedAt: null }
}

const withLast = (run: Run, last: StepRecord): Run => ({ ...run, steps: [...run.steps.slice(0, -1), last] })

const samePlace = (a: Case['place'], b: Case['place']) => a.evse === b.evse && a.connector === b.connector
