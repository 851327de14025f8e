'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { resetRule, setRule } from '@/lib/faults/mutations/set-rule'
import { previewRule } from '@/lib/faults/queries/preview-rule'
import { ruleInputSchema } from '@/lib/faults/rules/rule-input'
import { RULE_NAMES } from '@/lib/faults/rules/rule-names'
import { chosenId } from '@/lib/kernel/chosen-id'

const placed = ruleInputSchema.extend({ siteId: chosenId })

export const setRuleAction = defineAction(placed, (actor, { siteId, ...input }) => setRule(actor, siteId, input))

export const resetRuleAction = defineAction(
  z.object({ rule: z.enum(RULE_NAMES), siteId: chosenId }),
  (actor, { siteId, rule }) => resetRule(actor, siteId, rule),
)

export const previewRuleAction = defineAction(placed, async (actor, { siteId, ...input }) => {
  const { faults, places, lookedAt, of, opened, estimate } = await previewRule(actor, siteId, input)
  return { faults, places, lookedAt, of, opened, estimate }
})
