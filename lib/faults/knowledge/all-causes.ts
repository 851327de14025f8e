import type { Cause, Causes } from './cause'
import { COMPONENT_CAUSES } from './components'
import { EVGO_CAUSES } from './evgo'
import { MREC_CAUSES } from './mrec'
import { OCPP16_CAUSES } from './ocpp16'
import { OWN_SIDE_CAUSES } from './own-side'
import { RULE_CAUSES } from './rules'
import { SECURITY_CAUSES } from './security'
import { UEC_CAUSES } from './uec'
import { UNKNOWN_CAUSE } from './unknown'
import { VENDOR_CAUSES } from './vendors'

/** The whole knowledge base by cause key; `unknown` is in it. */
export const ALL_CAUSES: Causes = {
  unknown: UNKNOWN_CAUSE,
  ...OCPP16_CAUSES,
  ...MREC_CAUSES,
  ...EVGO_CAUSES,
  ...UEC_CAUSES,
  ...COMPONENT_CAUSES,
  ...SECURITY_CAUSES,
  ...RULE_CAUSES,
  ...OWN_SIDE_CAUSES,
  ...VENDOR_CAUSES,
}

/** Codes are written in any letter case; our own spelling of each. */
const SPELLING: ReadonlyMap<string, string> = new Map(Object.keys(ALL_CAUSES).map((key) => [key.toLowerCase(), key]))

/** The key of an entry, as we spell it; null when there is none. */
export const causeKey = (written: string): string | null => SPELLING.get(written.toLowerCase()) ?? null

/** Whether there is an entry for it. @param key as we spell it */
export const isKnownCause = (key: string): boolean => Object.hasOwn(ALL_CAUSES, key)

/** What we know of a cause. @param key as `causeOf` gives it; one we do not know is `unknown` */
export const findCause = (key: string): Cause => ALL_CAUSES[causeKey(key) ?? 'unknown'] ?? UNKNOWN_CAUSE

/** Whether only a person on the spot may clear it. */
export const isSafetyCause = (key: string): boolean => findCause(key).isSafety
