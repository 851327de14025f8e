import { z } from 'zod'
import { DomainError } from '../../kernel/errors'
import { RULES } from './all-rules'
import { usualLimits } from './limits'
import { RULE_NAMES, type RuleName } from './rule-names'

/** What people set of a rule, at the edge. */
export const ruleInputSchema = z.object({
  rule: z.enum(RULE_NAMES),
  isEnabled: z.boolean(),
  thresholds: z.record(z.string(), z.number()),
})
export type RuleInput = z.output<typeof ruleInputSchema>

/**
 * Only what differs from what the rule comes with.
 * @throws DomainError invalid, naming each threshold that does not exist (`unknown`) or is out of its bounds (`out-of-range`)
 */
export function settledThresholds(
  rule: RuleName,
  thresholds: Readonly<Record<string, number>>,
): Record<string, number> {
  const specs = RULES[rule].thresholds
  const problems = Object.entries(thresholds).flatMap(([name, value]): [string, string][] => {
    const spec = specs[name]
    if (spec === undefined) return [[name, 'unknown']]
    return Number.isFinite(value) && value >= spec.min && value <= spec.max ? [] : [[name, 'out-of-range']]
  })
  if (problems.length > 0)
    throw new DomainError('invalid', 'A threshold is out of its bounds.', Object.fromEntries(problems))
  const usual = usualLimits(rule)
  return Object.fromEntries(Object.entries(thresholds).filter(([name, value]) => usual[name] !== value))
}
