import type { StationFault } from './connector'
import type { Random } from './random'

/** What is done to a station from afar in the hope that a fault goes away. */
export type Remedy = 'unlock' | 'soft' | 'hard'

/** How often each helps, 0 … 1. Software that hangs is helped by a restart; what is broken, hot or tripped is not. */
const HELPS: Readonly<Record<string, Partial<Record<Remedy, number>>>> = {
  ConnectorLockFailure: { unlock: 0.6, soft: 0.3, hard: 0.3 },
  EVCommunicationError: { soft: 0.6, hard: 0.7 },
  InternalError: { soft: 0.65, hard: 0.85 },
  OtherError: { soft: 0.3, hard: 0.4 },
  PowerMeterFailure: { soft: 0.5, hard: 0.65 },
  ReaderFailure: { soft: 0.6, hard: 0.75 },
  ResetFailure: { hard: 0.7 },
}

/** Whether a remedy ends a fault this time. */
export const helps = (remedy: Remedy, { code, info }: StationFault, random: Random): boolean =>
  // Somebody has to turn it out again by hand.
  !/emergency/i.test(info) && random.chance(HELPS[code]?.[remedy] ?? 0)
