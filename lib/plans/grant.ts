import { daysBetween, plusDays } from '../invoices/due-date'
import { daysWithin } from './plan-month'
import { type PlanTerms, readPlanTerms } from './plan-terms'

/** A subscription somebody charges under, with every version of its plan. */
export interface Grant {
  readonly subscriptionId: bigint
  /** The narrower wins: 0 a token's, 1 a driver's, 2 a vehicle's, 3 a customer's, 4 a token group's. */
  readonly width: number
  /** `2026-11-20`, both included; null: until further notice. */
  readonly fromDay: string
  readonly untilDay: string | null
  /** In the order in which they take effect. */
  readonly versions: readonly GrantVersion[]
  /** What its priced sessions have drawn, by month (its first day); months that are not there: nothing, as far as was asked. */
  readonly used: ReadonlyMap<string, Used>
}

export interface GrantVersion {
  readonly id: bigint
  readonly fromDay: string
  /** Null: a newer program wrote them. */
  readonly terms: PlanTerms | null
}

/** Decimal strings: Wh of what is included, and what was charged, with VAT. */
export interface Used {
  readonly wh: string
  readonly amount: string
}

export const NOTHING_USED: Used = { wh: '0', amount: '0' }

/** As `grantSql` makes it. */
export interface GrantRow {
  readonly id: string
  readonly width: number
  readonly from: string
  readonly until: string | null
  readonly versions: readonly { readonly id: string; readonly from: string; readonly terms: unknown }[] | null
  readonly used: Readonly<Record<string, readonly [wh: string, amount: string]>> | null
}

export const grantOf = (row: GrantRow): Grant => ({
  subscriptionId: BigInt(row.id),
  width: row.width,
  fromDay: row.from,
  untilDay: row.until,
  versions: (row.versions ?? []).map(({ id, from, terms }) => ({
    id: BigInt(id),
    fromDay: from,
    terms: readPlanTerms(terms),
  })),
  used: new Map(Object.entries(row.used ?? {}).map(([month, [wh, amount]]) => [month, { wh, amount }])),
})

/** The plan a token charges under on a day: the narrowest it has; null: none. */
export function chooseGrant(grants: readonly Grant[], day: string): Grant | null {
  let chosen: Grant | null = null
  for (const grant of grants) {
    const runs = grant.fromDay <= day && (grant.untilDay === null || day <= grant.untilDay)
    if (runs && (chosen === null || grant.width < chosen.width)) chosen = grant
  }
  return chosen
}

/** The version in effect on a day; before the first, what its first day ended with: what was mended that day was never meant. */
export function versionOn(versions: readonly GrantVersion[], day: string): GrantVersion | null {
  const first = versions[0]?.fromDay ?? day
  const from = day < first ? first : day
  return versions.findLast(({ fromDay }) => fromDay <= from) ?? null
}

/** A stretch of a month, both days included, in which one version of a plan was in effect. */
export interface MonthPart {
  readonly from: string
  readonly to: string
  readonly days: number
  readonly version: GrantVersion
}

/** What of a month a subscription runs, cut where a version of its plan takes effect. */
export function partsOfMonth(
  { fromDay, untilDay, versions }: Pick<Grant, 'fromDay' | 'untilDay' | 'versions'>,
  month: string,
): readonly MonthPart[] {
  const whole = daysWithin(month, fromDay, untilDay)
  if (whole === null) return []
  const parts: MonthPart[] = []
  let from = whole.from
  for (;;) {
    const version = versionOn(versions, from)
    if (version === null) return []
    // The version that the days after this one have begins at the next cut.
    const next = versions.find(
      (later) => later.fromDay > from && later !== version && versionOn(versions, later.fromDay) === later,
    )
    const to = next === undefined || next.fromDay > whole.to ? whole.to : plusDays(next.fromDay, -1)
    parts.push({ from, to, days: daysBetween(from, to) + 1, version })
    if (to === whole.to) return parts
    from = plusDays(to, 1)
  }
}
