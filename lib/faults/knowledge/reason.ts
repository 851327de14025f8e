import type { FieldStepKey } from './field-steps'
import type { PartKey } from './parts'
import type { Words } from './words'

/** One thing that may be wrong: how to find out on the spot, and what mends it. */
export interface Reason extends Words {
  /** The step that shows whether it is so; null: nothing on the spot can. */
  readonly check: FieldStepKey | null
  readonly parts: readonly PartKey[]
}
