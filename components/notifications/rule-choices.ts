import type { RuleInput, ruleSchema } from '@/lib/notifications/rule'

/** Whom and what a rule can name. */
export interface RuleChoices {
  readonly users: readonly { readonly id: string; readonly name: string; readonly role: string }[]
  readonly webhooks: readonly { readonly id: string; readonly name: string }[]
  readonly sites: readonly { readonly id: string; readonly name: string }[]
}

export type RuleValues = ReturnType<typeof ruleSchema.parse>

/** A new rule begins as most are. */
export const NEW_RULE: RuleValues = {
  name: '',
  isEnabled: true,
  filter: { notices: ['opened', 'closed'], leastSeverity: 5, siteIds: [], causes: [], onlySafety: false },
  recipients: { userIds: [], roles: ['operator'], emails: [], phones: [], webhookIds: [], drivers: false },
  channels: ['in-app', 'push'],
  quietHours: null,
  digest: 'at-once',
  escalate: null,
}

export type { RuleInput }
