import { z } from 'zod'
import { RULE_NAMES } from '@/lib/faults/rules/rule-names'
import { idField, instantField } from './fields'

export const ruleParam = z
  .enum(RULE_NAMES)
  .meta({ description: 'The rule, which is also the code of its faults.', example: 'offline' })

const limits = z
  .record(z.string(), z.number())
  .meta({ description: 'By name; what is left out is as the rule comes with it.', example: { grace: 20 } })

const set = {
  isEnabled: z.boolean(),
  limits,
  isChanged: z.boolean().meta({ description: 'Somebody has set it here.' }),
}

export const detectionRuleSchema = z
  .object({
    rule: ruleParam,
    thresholds: z.array(
      z.object({
        name: z.string().meta({ example: 'grace' }),
        unit: z.string().meta({ example: 'minutes' }),
        usual: z.number(),
        min: z.number(),
        max: z.number(),
      }),
    ),
    network: z.object(set),
    sites: z.array(z.object({ siteId: idField('site'), ...set })).meta({ description: 'Where it is set otherwise.' }),
    open: z.int().meta({ description: 'Faults of it that are open now.' }),
    lately: z.int().meta({ description: 'Faults of it that opened in the last 30 days.' }),
  })
  .meta({ id: 'DetectionRule' })

export const ruleSettingSchema = z.object({
  siteId: idField('site').nullable().default(null).meta({ description: 'null: the whole network.', example: null }),
  isEnabled: z.boolean().default(true),
  limits: limits.default({}),
})

export const rulePreviewSchema = z
  .object({
    faults: z.int().meta({ description: 'What it would have opened at the stations looked at.' }),
    places: z.int().meta({ description: 'At how many stations; of sites as a whole: sites.' }),
    lookedAt: z.int(),
    of: z
      .int()
      .meta({ description: 'How many stations there are: of a large network some are looked at, always the same.' }),
    opened: z.int().meta({ description: 'What really opened there in the same time.' }),
    estimate: z
      .object({ low: z.int(), likely: z.int(), high: z.int() })
      .nullable()
      .meta({ description: 'For all stations, between low and high 19 times of 20. null: all were looked at.' }),
    from: instantField('Looked at from then on.'),
    until: instantField('Until then.'),
  })
  .meta({ id: 'RulePreview' })
