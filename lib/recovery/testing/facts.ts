import type { ConnectorFact, FaultFacts, RecoveryFacts } from '../facts'
import { type RecoveryPolicy, USUAL_POLICY } from '../policy'
import type { Run, StepRecord } from '../run'

/** 20 November 2026, noon UTC. */
export const NOON = Date.UTC(2026, 10, 20, 12)

export const LIVE: RecoveryPolicy = { ...USUAL_POLICY, mode: 'live' }

export const aConnector = (told: Partial<ConnectorFact> = {}): ConnectorFact => ({
  evse: 1,
  connector: 1,
  status: 'faulted',
  toldAt: NOON - 60_000,
  ...told,
})

export const aRun = (run: Partial<Run> = {}): Run => ({
  playbook: 'restart',
  isDryRun: false,
  isByPerson: false,
  startedAt: NOON,
  steps: [],
  ...run,
})

export const aStep = (step: Partial<StepRecord> = {}): StepRecord => ({
  step: 'soft-reset',
  attempt: 1,
  of: 2,
  at: NOON,
  commandId: '1',
  doneAt: null,
  outcome: null,
  endedAt: null,
  why: null,
  ...step,
})

/** A connector that has hung, at a station where nobody is. */
export function someFacts(
  changed: Partial<Omit<RecoveryFacts, 'fault' | 'station'>> & {
    readonly fault?: Partial<FaultFacts>
    readonly station?: Partial<NonNullable<RecoveryFacts['station']>> | null
  } = {},
): RecoveryFacts {
  const { fault, station, ...rest } = changed
  return {
    fault: {
      source: 'rule',
      code: 'faulted',
      cause: 'InternalError',
      isSafety: false,
      evse: 1,
      connector: 1,
      stage: 'new',
      lastSeenAt: NOON - 60_000,
      closedAt: null,
      closeReason: null,
      hasComeBack: false,
      isInHand: false,
      ...fault,
    },
    station:
      station === null
        ? null
        : {
            isOnline: true,
            isAccepted: true,
            isUpdating: false,
            status: 'available',
            statusAt: null,
            timeZone: 'Europe/Stockholm',
            ...station,
          },
    connectors: [aConnector()],
    sessions: [],
    authorisedAt: null,
    reservedEvses: [],
    safetyCauses: [],
    isInMaintenance: false,
    withdrawnEvses: [],
    isBusy: false,
    tried: [],
    command: null,
    ...rest,
  }
}
