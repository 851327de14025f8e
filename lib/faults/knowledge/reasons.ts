import type { Reason } from './reason'
import { CONNECTOR_REASONS } from './reasons/connector'
import { ELECTRICAL_REASONS } from './reasons/electrical'
import { ELECTRONICS_REASONS } from './reasons/electronics'

/** What may be wrong, under keys that are kept with what was found: rename none. */
export const REASONS = { ...CONNECTOR_REASONS, ...ELECTRICAL_REASONS, ...ELECTRONICS_REASONS }

export type ReasonKey = keyof typeof REASONS

export const reasonOf = (key: ReasonKey): Reason => REASONS[key]
