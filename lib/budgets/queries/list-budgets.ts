import type { Actor } from '../../access/actor'
import { getCustomer } from '../../customers/queries'
import { db, pool } from '../../db/client'
import { monthOf, spanOfPeriod } from '../../fleets/period'
import { asDate, localDate } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { moneyString } from '../../kernel/money'
import { type BudgetOf, forecast, usedPercent } from '../budget'
import { readSpend } from './spend'

export interface BudgetRow {
  readonly id: bigint
  readonly customerId: bigint
  readonly of: BudgetOf
  /** Of the cost centre, vehicle or driver; null: the whole customer. */
  readonly targetId: bigint | null
  readonly name: string
  readonly currency: string
  readonly amount: string
  readonly spent: string
  readonly usedPercent: number
  /** What the month comes to if it goes on so; null on its first day. */
  readonly forecast: string | null
  /** Sessions of the month that are not in `spent`, since they have no price in its currency. */
  readonly unpriced: number
  readonly warnPercents: readonly number[]
  /** The thresholds passed this month. */
  readonly told: readonly { readonly percent: number; readonly at: Date }[]
  readonly emails: readonly string[]
  readonly ringsBell: boolean
  readonly isArchived: boolean
}

/** A customer's budgets with the month so far: in use first, the most used on top. @throws DomainError not-found */
export async function listBudgets(actor: Actor, customerId: bigint, now = new Date()): Promise<readonly BudgetRow[]> {
  const customer = await getCustomer(actor, customerId)
  const period = monthOf(localDate(now, BOOKS_ZONE))
  const month = spanOfPeriod(period)
  const [rows, spend] = await Promise.all([
    db().budget.findMany({
      where: { customerId },
      include: {
        costCentre: { select: { code: true, name: true } },
        vehicle: { select: { plate: true, name: true } },
        driver: { select: { name: true } },
        alerts: { where: { month: asDate(period.from) }, orderBy: { percent: 'asc' } },
      },
    }),
    readSpend(pool(), month, customerId),
  ])
  const spendOf = new Map(spend.map((one) => [one.id, one]))
  return rows
    .map((row): BudgetRow => {
      const { spent, unpriced } = spendOf.get(String(row.id)) ?? { spent: '0', unpriced: 0 }
      const amount = moneyString(String(row.amount), row.currency)
      return {
        id: row.id,
        customerId,
        ...budgetTarget(row),
        name: budgetName(row, customer.name),
        currency: row.currency,
        amount,
        spent: moneyString(spent, row.currency),
        usedPercent: usedPercent(spent, amount),
        forecast: forecast(spent, month, now),
        unpriced,
        warnPercents: row.warnPercents,
        told: row.alerts.map(({ percent, at }) => ({ percent, at })),
        emails: row.emails,
        ringsBell: row.ringsBell,
        isArchived: row.isArchived,
      }
    })
    .sort((one, other) => Number(one.isArchived) - Number(other.isArchived) || other.usedPercent - one.usedPercent)
}

interface Target {
  readonly costCentreId: bigint | null
  readonly vehicleId: bigint | null
  readonly driverId: bigint | null
}

function budgetTarget({ costCentreId, vehicleId, driverId }: Target): { of: BudgetOf; targetId: bigint | null } {
  if (costCentreId !== null) return { of: 'cost-centre', targetId: costCentreId }
  if (vehicleId !== null) return { of: 'vehicle', targetId: vehicleId }
  if (driverId !== null) return { of: 'driver', targetId: driverId }
  return { of: 'customer', targetId: null }
}

interface Named {
  readonly costCentre: { readonly code: string; readonly name: string } | null
  readonly vehicle: { readonly plate: string; readonly name: string } | null
  readonly driver: { readonly name: string } | null
}

/** What people call that which a budget is for. */
export function budgetName({ costCentre, vehicle, driver }: Named, customerName: string): string {
  if (costCentre !== null) return [costCentre.code, costCentre.name].filter(Boolean).join(' · ')
  if (vehicle !== null) return [vehicle.plate, vehicle.name].filter(Boolean).join(' · ')
  return driver?.name ?? customerName
}
