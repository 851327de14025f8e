import type { ConnectorStatus } from '../../stations/status'

interface Known {
  /** The row it comes from: what was read twice counts once. */
  readonly id: string
  /** When we heard of it, epoch ms: the order in which the rules see things. */
  readonly receivedAt: number
  /** When it happened, as far as the station's clock can be trusted, epoch ms. */
  readonly at: number
}

/** One thing that happened at a station, in the words the rules use. */
export type Fact = Known &
  (
    | {
        readonly kind: 'status'
        readonly evse: number
        readonly connector: number
        readonly status: ConnectorStatus
        readonly errorCode: string | null
        readonly vendorErrorCode: string | null
        readonly info: string | null
      }
    | { readonly kind: 'connected' | 'disconnected' }
    | { readonly kind: 'boot'; readonly reason: string | null }
    /** What the station said of an update, or of a log it brings. */
    | { readonly kind: 'firmware' | 'log'; readonly name: string }
    /** A fault the station itself told of (NotifyEvent): the gateway opens and closes it. */
    | { readonly kind: 'said'; readonly evse: number; readonly code: string; readonly isOpen: boolean }
    | {
        readonly kind: 'session-started'
        readonly session: string
        readonly evse: number
        readonly isAccepted: boolean
      }
    | {
        readonly kind: 'session-ended'
        readonly session: string
        readonly evse: number
        readonly isAccepted: boolean
        readonly seconds: number
        readonly energyWh: number
        readonly stopReason: string | null
        /** Review flags, see lib/sessions/review-flags.ts. */
        readonly flags: readonly string[]
      }
    | {
        readonly kind: 'reading'
        readonly session: string
        readonly evse: number
        readonly registerWh: number | null
        readonly energyWh: number | null
        readonly powerW: number | null
      }
    /** A token was shown; `token` only tells tokens apart. */
    | { readonly kind: 'authorised'; readonly isAccepted: boolean; readonly token: string }
    /** We called the station. `error`: timeout, or it said that it failed. */
    | {
        readonly kind: 'called'
        readonly action: string
        readonly latencyMs: number | null
        readonly error: 'timeout' | 'failed' | null
        readonly status: string | null
        readonly evse: number
        /** ChangeAvailability: whether it was withdrawn. */
        readonly isWithdrawal: boolean | null
      }
    /** How far the station's clock was ahead of ours (negative: behind). */
    | { readonly kind: 'clock'; readonly offsetMs: number }
    | { readonly kind: 'certificate'; readonly serial: string; readonly notAfter: number | null }
  )
export type FactKind = Fact['kind']
export type FactOf<Kind extends FactKind> = Extract<Fact, { readonly kind: Kind }>
