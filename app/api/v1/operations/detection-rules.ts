import { z } from 'zod'
import { resetRule, setRule } from '@/lib/faults/mutations/set-rule'
import { listRules, type RuleView } from '@/lib/faults/queries/list-rules'
import { previewRule } from '@/lib/faults/queries/preview-rule'
import type { RuleName } from '@/lib/faults/rules/rule-names'
import { notFound } from '@/lib/kernel/errors'
import { operation } from '../operation'
import { detectionRuleSchema, ruleParam, rulePreviewSchema, ruleSettingSchema } from '../schemas/detection-rules'
import { idInput, iso } from '../schemas/fields'

const params = z.object({ rule: ruleParam })

const shown = ({ thresholds, network, sites, ...rule }: RuleView) => ({
  ...rule,
  thresholds: thresholds.map(({ name, unit, usual, min, max }) => ({ name, unit, usual, min, max })),
  network: { ...network, limits: { ...network.limits } },
  sites: sites.map(({ siteId, isEnabled, limits, isChanged }) => ({
    siteId: String(siteId),
    isEnabled,
    limits: { ...limits },
    isChanged,
  })),
})

type Actor = Parameters<typeof listRules>[0]

async function one(actor: Actor, rule: RuleName) {
  const found = (await listRules(actor)).find((view) => view.rule === rule)
  if (found === undefined) throw notFound('rule', rule)
  return shown(found)
}

const siteOf = (siteId: string | null) => (siteId === null ? null : BigInt(siteId))

export const detectionRuleOperations = [
  operation({
    id: 'listDetectionRules',
    method: 'GET',
    path: '/detection-rules',
    tag: 'Faults',
    summary: 'What opens faults by itself, with its limits',
    act: 'fault-rules.write',
    status: 200,
    response: z.object({ items: z.array(detectionRuleSchema) }),
    handler: async (actor) => ({ items: (await listRules(actor)).map(shown) }),
  }),
  operation({
    id: 'getDetectionRule',
    method: 'GET',
    path: '/detection-rules/{rule}',
    tag: 'Faults',
    summary: 'One detection rule',
    act: 'fault-rules.write',
    params,
    status: 200,
    response: detectionRuleSchema,
    handler: (actor, { params: { rule } }) => one(actor, rule),
  }),
  operation({
    id: 'setDetectionRule',
    method: 'PUT',
    path: '/detection-rules/{rule}',
    tag: 'Faults',
    summary: 'Set a detection rule, for the network or one site',
    description: 'Holds from the next look, within seconds. Limits out of their bounds are refused.',
    act: 'fault-rules.write',
    params,
    body: ruleSettingSchema,
    status: 200,
    response: detectionRuleSchema,
    handler: async (actor, { params: { rule }, body: { siteId, isEnabled, limits } }) => {
      await setRule(actor, siteOf(siteId), { rule, isEnabled, thresholds: limits })
      return one(actor, rule)
    },
  }),
  operation({
    id: 'resetDetectionRule',
    method: 'DELETE',
    path: '/detection-rules/{rule}',
    tag: 'Faults',
    summary: 'Take a rule back to what it comes with, or a site’s to the network’s',
    act: 'fault-rules.write',
    params,
    query: z.object({ siteId: idInput('site').optional() }),
    status: 200,
    response: detectionRuleSchema,
    handler: async (actor, { params: { rule }, query: { siteId } }) => {
      await resetRule(actor, siteId ?? null, rule)
      return one(actor, rule)
    },
  }),
  operation({
    id: 'previewDetectionRule',
    method: 'POST',
    path: '/detection-rules/{rule}/preview',
    tag: 'Faults',
    summary: 'How many faults a rule would have opened in the last 30 days under these limits',
    description: 'The stored history goes through the detector again. Nothing is changed. May take some seconds.',
    act: 'fault-rules.write',
    params,
    body: ruleSettingSchema,
    status: 200,
    response: rulePreviewSchema,
    handler: async (actor, { params: { rule }, body: { siteId, isEnabled, limits } }) => {
      const { from, until, ...preview } = await previewRule(actor, siteOf(siteId), {
        rule,
        isEnabled,
        thresholds: limits,
      })
      return { ...preview, from: iso(from), until: iso(until) }
    },
  }),
]
