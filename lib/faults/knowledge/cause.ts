import type { DriverWordsKey } from './driver-words'
import type { FieldStepKey } from './field-steps'
import type { ReasonKey } from './reasons'
import type { RemoteStepKey } from './remote-steps'
import type { Words } from './words'

/** What we know of one cause, before its keys are turned into words. */
export interface Cause {
  readonly title: Words
  /** What it means, in words that need no manual. */
  readonly plain: Words
  /** Most likely first. */
  readonly reasons: readonly [ReasonKey, ...ReasonKey[]]
  /** In the order to try; none of them clears what only a person on the spot may clear. */
  readonly remote: readonly [RemoteStepKey, ...RemoteStepKey[]]
  /** Safety gates and steps beyond the reasons' own checks, which follow by themselves. */
  readonly gates?: readonly FieldStepKey[]
  readonly steps?: readonly FieldStepKey[]
  /** What proves that it is mended. */
  readonly proof?: FieldStepKey
  /** Nobody and nothing but a person on the spot may clear it; self-recovery leaves it alone. */
  readonly isSafety: boolean
  readonly driver: DriverWordsKey
  /** Where it is written: addresses of public pages. */
  readonly sources: readonly [string, ...string[]]
}

export type Causes = Readonly<Record<string, Cause>>
