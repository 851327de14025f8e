import type { Action } from '@/components/forms/action-result'
import type { RuleView } from '@/lib/faults/queries/list-rules'
import type { RulePreview } from '@/lib/faults/queries/preview-rule'
import type { RuleName } from '@/lib/faults/rules/rule-names'

/** A detection rule as its row shows it. */
export interface ShownRule extends Omit<RuleView, 'sites'> {
  readonly title: string
  /** What it means, in a sentence or two. */
  readonly plain: string
  readonly sites: readonly (Omit<RuleView['sites'][number], 'siteId'> & { readonly siteId: string })[]
}

/** What is set of a rule, and where; siteId null: the whole network. */
export interface SetRuleInput {
  readonly rule: RuleName
  readonly siteId: string | null
  readonly isEnabled: boolean
  readonly thresholds: Readonly<Record<string, number>>
}

export interface RuleActions {
  readonly set: Action<SetRuleInput>
  readonly reset: Action<Pick<SetRuleInput, 'rule' | 'siteId'>>
  readonly preview: Action<
    SetRuleInput,
    Pick<RulePreview, 'faults' | 'places' | 'lookedAt' | 'of' | 'opened' | 'estimate'>
  >
}

export interface Sites {
  readonly sites: readonly { readonly id: string; readonly name: string }[]
  /** Whether the reader may set rules for the whole network. */
  readonly mayNetwork: boolean
}

/** Rules as people look for them. */
export const RULE_GROUPS: readonly { readonly name: string; readonly rules: readonly RuleName[] }[] = [
  { name: 'connector', rules: ['faulted', 'warning', 'fault-flapping', 'unavailable'] },
  { name: 'connection', rules: ['offline', 'site-down', 'flapping', 'boot-loop'] },
  {
    name: 'charging',
    rules: [
      'failed-starts',
      'failed-authorisations',
      'no-energy',
      'nobody-succeeds',
      'stuck-preparing',
      'stuck-suspended-evse',
      'stuck-finishing',
    ],
  },
  { name: 'meter', rules: ['energy-mismatch', 'meter-jump'] },
  {
    name: 'station',
    rules: ['failed-commands', 'slow-commands', 'clock-drift', 'firmware-failed', 'log-failed', 'certificate-expiring'],
  },
]
