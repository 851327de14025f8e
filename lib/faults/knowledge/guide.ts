import { findCause } from './all-causes'
import { DRIVER_WORDS } from './driver-words'
import { FIELD_STEPS, type FieldStepKey } from './field-steps'
import { PARTS, type PartKey } from './parts'
import { type ReasonKey, reasonOf } from './reasons'
import { REMOTE_STEPS, type RemoteStep, type RemoteStepKey } from './remote-steps'
import type { Language } from './words'

/** What is known of a cause, in one language: what a page, a work order or a notice shows. */
export interface Guide {
  readonly cause: string
  readonly title: string
  readonly plain: string
  /** For drivers: no codes, and what to do instead. */
  readonly driver: string
  /** Most likely first. */
  readonly reasons: readonly GuideReason[]
  readonly remote: readonly GuideRemoteStep[]
  /** Safety gates first, the proof last. */
  readonly field: readonly GuideFieldStep[]
  readonly parts: readonly { readonly key: PartKey; readonly text: string }[]
  readonly isSafety: boolean
  readonly sources: readonly string[]
}

export interface GuideReason {
  readonly key: ReasonKey
  readonly text: string
  readonly check: FieldStepKey | null
  readonly parts: readonly PartKey[]
}

export interface GuideRemoteStep {
  readonly key: RemoteStepKey
  readonly text: string
  readonly command: RemoteStep['command']
}

export interface GuideFieldStep {
  readonly key: FieldStepKey
  readonly text: string
  readonly isGate: boolean
  /** What is wrong when this step finds something. */
  readonly finds: readonly ReasonKey[]
}

/** @param key a fault's cause; one that is not known gives the guide of `unknown` */
export function guideOf(key: string, language: Language): Guide {
  const cause = findCause(key)
  const reasons = cause.reasons.map((reason) => {
    const { check, parts, [language]: text } = reasonOf(reason)
    return { key: reason, text, check, parts }
  })
  return {
    cause: key,
    title: cause.title[language],
    plain: cause.plain[language],
    driver: DRIVER_WORDS[cause.driver][language],
    reasons,
    remote: cause.remote.map((step) => ({
      key: step,
      text: REMOTE_STEPS[step][language],
      command: REMOTE_STEPS[step].command,
    })),
    field: fieldSteps(key).map((step) => ({
      key: step,
      text: FIELD_STEPS[step][language],
      isGate: FIELD_STEPS[step].isGate,
      finds: reasons.flatMap((reason) => (reason.check === step ? [reason.key] : [])),
    })),
    parts: [...new Set(reasons.flatMap(({ parts }) => parts))].map((part) => ({
      key: part,
      text: PARTS[part][language],
    })),
    isSafety: cause.isSafety,
    sources: cause.sources,
  }
}

/** A part's name. @param key as kept with the work done; one that is not ours is itself */
export const partName = (key: string, language: Language): string =>
  Object.hasOwn(PARTS, key) ? PARTS[key as PartKey][language] : key

/** The check list of a cause: gates, a look, each reason's check, what else belongs to it, and the proof; each once. */
export function fieldSteps(key: string): readonly FieldStepKey[] {
  const { gates = [], steps = [], reasons, proof = 'prove-charge' } = findCause(key)
  const checks = reasons.flatMap((reason) => reasonOf(reason).check ?? [])
  return [...new Set<FieldStepKey>([...gates, 'look-outside', ...steps, ...checks, proof])]
}
