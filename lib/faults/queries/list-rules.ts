import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db, pool } from '../../db/client'
import { DAY_MS } from '../../kernel/time'
import { RULES } from '../rules/all-rules'
import { limitsAt, type RuleSetting } from '../rules/limits'
import type { ThresholdSpec } from '../rules/rule'
import { RULE_NAMES, type RuleName } from '../rules/rule-names'
import { loadRuleSettings } from './load-surroundings'

export interface RuleView {
  readonly rule: RuleName
  /** What can be set, and within what. */
  readonly thresholds: readonly (ThresholdSpec & { readonly name: string })[]
  /** As it holds in the network. */
  readonly network: RuleSetView
  /** Sites where it is set otherwise. */
  readonly sites: readonly (RuleSetView & { readonly siteId: bigint; readonly siteName: string })[]
  /** Faults of it that are open now, and that opened in the last 30 days. */
  readonly open: number
  readonly lately: number
}

export interface RuleSetView {
  readonly isEnabled: boolean
  readonly limits: Readonly<Record<string, number>>
  /** Somebody has set it. */
  readonly isChanged: boolean
}

/** Every detection rule, as it is set and with what it has found, in the actor's scope. */
export async function listRules(actor: Actor, now = new Date()): Promise<readonly RuleView[]> {
  requireAct(actor, 'fault-rules.write')
  const siteIds = sitesInScope(actor)
  const settings = await loadRuleSettings(pool())
  const counts = await countFaults(siteIds, now)
  const named = await db().site.findMany({
    where: { id: { in: settings.flatMap(({ siteId }) => (siteId === null ? [] : [siteId])) } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const sites = named.filter(({ id }) => siteIds === null || siteIds.includes(id))
  return RULE_NAMES.map((rule) => ({
    rule,
    thresholds: Object.entries(RULES[rule].thresholds).map(([name, spec]) => ({ name, ...spec })),
    network: setAt(settings, rule, null),
    sites: sites.flatMap(({ id, name }) => {
      const set = setAt(settings, rule, id)
      return set.isChanged ? [{ ...set, siteId: id, siteName: name }] : []
    }),
    open: counts.get(rule)?.open ?? 0,
    lately: counts.get(rule)?.lately ?? 0,
  }))
}

function setAt(settings: readonly RuleSetting[], rule: RuleName, siteId: bigint | null): RuleSetView {
  const { isEnabled, limits } = limitsAt(settings, siteId)[rule]
  return {
    isEnabled,
    limits,
    isChanged: settings.some((setting) => setting.rule === rule && setting.siteId === siteId),
  }
}

async function countFaults(siteIds: readonly bigint[] | null, now: Date) {
  const { rows } = await pool().query<{ code: string; open: number; lately: number }>(
    `SELECT code, (count(*) FILTER (WHERE closed_at IS NULL))::int AS open, (count(*) FILTER (WHERE opened_at > $1))::int AS lately
     FROM fault WHERE source = 'rule' AND (closed_at IS NULL OR opened_at > $1) AND ($2::bigint[] IS NULL OR site_id = ANY($2))
     GROUP BY code`,
    [new Date(now.getTime() - 30 * DAY_MS), siteIds],
  )
  return new Map(rows.map(({ code, ...counts }) => [code, counts]))
}
