import type { Cause, Causes } from './cause'
import { EVGO_CAUSES } from './evgo'
import { MREC_CAUSES } from './mrec'
import { OCPP16_CAUSES } from './ocpp16'
import { RULE_CAUSES } from './rules'
import { UNKNOWN_CAUSE } from './unknown'

/** The whole knowledge base by cause key; `unknown` is in it. */
export const ALL_CAUSES: Causes = {
  unknown: UNKNOWN_CAUSE,
  ...OCPP16_CAUSES,
  ...MREC_CAUSES,
  ...EVGO_CAUSES,
  ...RULE_CAUSES,
}

/** Whether there is an entry for it. */
export const isKnownCause = (key: string): boolean => Object.hasOwn(ALL_CAUSES, key)

/** What we know of a cause. @param key as `causeOf` gives it; one we do not know is `unknown` */
export const findCause = (key: string): Cause => (isKnownCause(key) ? ALL_CAUSES[key] : undefined) ?? UNKNOWN_CAUSE

/** Whether only a person on the spot may clear it. */
export const isSafetyCause = (key: string): boolean => findCause(key).isSafety
