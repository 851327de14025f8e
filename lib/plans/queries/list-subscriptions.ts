import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { customerInScope, requireAllSites } from '../../access/scope'
import { pool } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { Decimal, moneyString } from '../../kernel/money'
import { type GrantRow, grantOf, NOTHING_USED, versionOn } from '../grant'
import { grantSql } from '../grant-sql'
import { dayAt, monthAt } from '../plan-month'
import type { PlanTerms } from '../plan-terms'
import { allowanceOf } from '../session-plan'

/** A subscription with what is left of its month. */
export interface SubscriptionRow {
  readonly id: bigint
  readonly plan: { readonly id: bigint; readonly name: string }
  /** Null: a token group's. */
  readonly customer: { readonly id: bigint; readonly name: string } | null
  readonly whose:
    | { readonly kind: 'customer' }
    | { readonly kind: 'token' | 'driver' | 'vehicle'; readonly id: bigint; readonly name: string }
    | { readonly kind: 'group'; readonly name: string }
  readonly fromDay: string
  readonly untilDay: string | null
  readonly standing: 'running' | 'to-come' | 'ended'
  readonly note: string
  /** In effect today, or when it begins or ended. Null when this program cannot read them. */
  readonly terms: PlanTerms | null
  /** Of this month; null while it does not run, or when the plan does not count by the month. */
  readonly month: {
    /** Wh; null: none are included. */
    readonly includedWh: number | null
    readonly leftWh: number | null
    /** With VAT, decimal strings in the plan's currency; null: no cap. */
    readonly cap: string | null
    readonly capLeft: string | null
    /** What its sessions have been charged. */
    readonly charged: string
  } | null
}

/** Who has which plan: a customer's (or a plan's), running first, newest first. Fleet managers see their own customer's. */
export async function listSubscriptions(
  actor: Actor,
  filter: { customerId?: bigint; planId?: bigint; id?: bigint } = {},
  now = new Date(),
): Promise<readonly SubscriptionRow[]> {
  requireAct(actor, 'customers.read')
  requireAllSites(actor)
  const month = monthAt(now)
  const { rows } = await pool().query<Row>(
    `SELECT sub.id, sub.note, plan.id AS plan_id, plan.name AS plan, customer.id AS customer_id, customer.name AS customer,
       sub.token_id, token.name AS token, sub.driver_id, driver.name AS driver, sub.vehicle_id, vehicle.plate AS vehicle, sub.group_name,
       ${grantSql('sub', 'p.plan_month = $5')} AS grant
     FROM subscription sub JOIN plan ON plan.id = sub.plan_id
     LEFT JOIN customer ON customer.id = sub.customer_id
     LEFT JOIN token ON token.id = sub.token_id
     LEFT JOIN driver ON driver.id = sub.driver_id
     LEFT JOIN vehicle ON vehicle.id = sub.vehicle_id
     WHERE ($1::bigint IS NULL OR sub.customer_id = $1) AND ($2::bigint IS NULL OR sub.customer_id = $2)
       AND ($3::bigint IS NULL OR sub.plan_id = $3) AND ($4::bigint IS NULL OR sub.id = $4)
     ORDER BY sub.from_day DESC, sub.id DESC LIMIT ${MOST}`,
    [customerInScope(actor), filter.customerId ?? null, filter.planId ?? null, filter.id ?? null, month],
  )
  const order = { running: 0, 'to-come': 1, ended: 2 }
  return rows.map((row) => shown(row, month, dayAt(now))).sort((a, b) => order[a.standing] - order[b.standing])
}
const MOST = 1000

/** @throws DomainError not-found, also when it is another customer's */
export async function getSubscription(actor: Actor, id: bigint, now = new Date()): Promise<SubscriptionRow> {
  requireAct(actor, 'customers.read')
  requireAllSites(actor)
  const [row] = await listSubscriptions(actor, { id }, now)
  if (row === undefined) throw notFound('subscription', id)
  return row
}

interface Row {
  id: string
  note: string
  plan_id: string
  plan: string
  customer_id: string | null
  customer: string | null
  token_id: string | null
  token: string | null
  driver_id: string | null
  driver: string | null
  vehicle_id: string | null
  vehicle: string | null
  group_name: string | null
  grant: GrantRow
}

function shown(row: Row, month: string, today: string): SubscriptionRow {
  const grant = grantOf(row.grant)
  const { fromDay, untilDay } = grant
  const isOver = untilDay !== null && untilDay < today
  const terms = versionOn(grant.versions, isOver ? untilDay : fromDay > today ? fromDay : today)?.terms ?? null
  const standing = isOver ? 'ended' : fromDay > today ? 'to-come' : 'running'
  const allowance = terms && allowanceOf(grant, terms, month)
  const used = grant.used.get(month) ?? NOTHING_USED
  const left = (all: Decimal, taken: string) => Decimal.max(0, all.minus(taken))
  const includes = allowance?.includedWh.greaterThan(0) ?? false
  return {
    id: BigInt(row.id),
    plan: { id: BigInt(row.plan_id), name: row.plan },
    customer: row.customer_id === null ? null : { id: BigInt(row.customer_id), name: row.customer ?? '' },
    whose: whoseOf(row),
    fromDay,
    untilDay,
    standing,
    note: row.note,
    terms,
    month:
      standing !== 'running' || allowance === null || terms === null
        ? null
        : {
            includedWh: includes ? allowance.includedWh.toNumber() : null,
            leftWh: includes ? left(allowance.includedWh, used.wh).toNumber() : null,
            cap: allowance.monthCap && moneyString(allowance.monthCap, terms.currency),
            capLeft: allowance.monthCap && moneyString(left(allowance.monthCap, used.amount), terms.currency),
            charged: moneyString(used.amount, terms.currency),
          },
  }
}

function whoseOf(row: Row): SubscriptionRow['whose'] {
  if (row.group_name !== null) return { kind: 'group', name: row.group_name }
  if (row.token_id !== null) return { kind: 'token', id: BigInt(row.token_id), name: row.token ?? '' }
  if (row.driver_id !== null) return { kind: 'driver', id: BigInt(row.driver_id), name: row.driver ?? '' }
  if (row.vehicle_id !== null) return { kind: 'vehicle', id: BigInt(row.vehicle_id), name: row.vehicle ?? '' }
  return { kind: 'customer' }
}
