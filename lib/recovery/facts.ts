import type { FaultSource, FaultStage } from '../faults/fault'
import type { CommandStage } from '../live/events'
import type { ConnectorStatus } from '../stations/status'
import type { HeldBack } from './held-back'
import type { StepName } from './steps'

/** A connector as the station last told of it. Instants are epoch ms everywhere in here. */
export interface ConnectorFact {
  readonly evse: number
  readonly connector: number
  readonly status: ConnectorStatus
  /** When it was told; null: never. */
  readonly toldAt: number | null
}

export interface SessionFact {
  readonly evse: number
  /** connected charging suspended-ev suspended-evse idle */
  readonly chargingState: string
}

/** The fault a run is about. */
export interface FaultFacts {
  readonly source: FaultSource
  readonly code: string
  readonly cause: string
  readonly isSafety: boolean
  readonly evse: number
  readonly connector: number
  readonly stage: FaultStage
  readonly lastSeenAt: number
  readonly closedAt: number | null
  readonly closeReason: string | null
  /** It has opened again since it was closed. */
  readonly hasComeBack: boolean
  /** Somebody has it: acknowledged, assigned, or a job is made for it. */
  readonly isInHand: boolean
}

/** All a decision rests on, read at one moment. */
export interface RecoveryFacts {
  readonly fault: FaultFacts
  /** null: the fault is a whole site's, no station can be told anything. */
  readonly station: {
    readonly isOnline: boolean
    readonly isAccepted: boolean
    /** New firmware is on its way into it. */
    readonly isUpdating: boolean
    /** Of the station as a whole (EVSE 0), and when it said so. */
    readonly status: ConnectorStatus
    readonly statusAt: number | null
    readonly timeZone: string
  } | null
  readonly connectors: readonly ConnectorFact[]
  /** Sessions that run now. */
  readonly sessions: readonly SessionFact[]
  /** When somebody was last authorised there, or a start was last asked for; null: not lately. */
  readonly authorisedAt: number | null
  /** EVSEs somebody has booked; null among them: any of the station. */
  readonly reservedEvses: readonly (number | null)[]
  /** Keys of causes only a person on the spot may clear, that this station has or lately had. */
  readonly safetyCauses: readonly string[]
  readonly isInMaintenance: boolean
  /** EVSEs that people have taken out of service; 0: all of it. */
  readonly withdrawnEvses: readonly number[]
  /** Somebody else's command is under way, or another run's. */
  readonly isBusy: boolean
  /** What playbooks have done to this station within `TRIES_WITHIN_MS`, whichever fault it was for. */
  readonly tried: readonly { readonly step: StepName; readonly at: number }[]
  /** Of the step under way. */
  readonly command: {
    readonly stage: CommandStage
    readonly confirmedAt: number | null
    /** The gateway did not send it: somebody was there in the last moment. */
    readonly heldBack?: HeldBack | null
  } | null
}
