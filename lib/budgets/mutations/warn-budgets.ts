import { db, pool, type Transaction } from '../../db/client'
import { env } from '../../env'
import { monthOf, spanOfPeriod } from '../../fleets/period'
import { asDate, localDate } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { consoleUrl } from '../../kernel/console-url'
import { moneyString } from '../../kernel/money'
import { budgetLetter } from '../../mailings/letters'
import { queueMailings } from '../../mailings/mutations/queue-mailing'
import { passedThresholds, usedPercent } from '../budget'
import { budgetName } from '../queries/list-budgets'
import { readSpend } from '../queries/spend'

/**
 * Tells of every budget whose month has passed a threshold, each threshold once a month: its row is the proof, written in the
 * transaction that tells. When several are passed at once the highest is told, and all are marked. @returns how many were told
 */
export async function warnBudgets(now: Date): Promise<number> {
  const period = monthOf(localDate(now, BOOKS_ZONE))
  const spend = await readSpend(pool(), spanOfPeriod(period), null)
  const spentOf = new Map(spend.map(({ id, spent }) => [id, spent]))
  const budgets = await db().budget.findMany({
    where: { id: { in: spend.map(({ id }) => BigInt(id)) }, isArchived: false },
    select: {
      id: true,
      amount: true,
      warnPercents: true,
      alerts: { where: { month: asDate(period.from) }, select: { percent: true } },
    },
  })
  let told = 0
  for (const { id, amount, warnPercents, alerts } of budgets) {
    const spent = spentOf.get(String(id)) ?? '0'
    const passed = passedThresholds(
      usedPercent(spent, String(amount)),
      warnPercents,
      alerts.map(({ percent }) => percent),
    )
    if (passed.length === 0) continue
    told += await db().$transaction((tx) => tell(tx, id, passed, spent, period.from, now))
  }
  return told
}

async function tell(
  tx: Transaction,
  id: bigint,
  passed: readonly number[],
  spent: string,
  month: string,
  now: Date,
): Promise<number> {
  const marked = await tx.budgetAlert.createManyAndReturn({
    data: passed.map((percent) => ({ budgetId: id, month: asDate(month), percent, spent, at: now })),
    skipDuplicates: true,
    select: { percent: true },
  })
  const percent = Math.max(...marked.map((one) => one.percent))
  // Another worker has told of them.
  if (marked.length === 0) return 0
  const budget = await tx.budget.findUniqueOrThrow({
    where: { id },
    include: {
      customer: {
        select: {
          id: true,
          name: true,
          language: true,
          users: { where: { role: 'fleet-manager', active: true }, select: { id: true, locale: true } },
        },
      },
      costCentre: { select: { code: true, name: true } },
      vehicle: { select: { plate: true, name: true } },
      driver: { select: { name: true } },
    },
  })
  const { customer, currency } = budget
  const language = customer.language === 'en' ? 'en' : 'sv'
  const about = {
    name: budgetName(budget, customer.name),
    percent,
    amount: moneyString(String(budget.amount), currency),
    spent: moneyString(spent, currency),
    currency,
    month,
  }
  await queueMailings(
    tx,
    budget.emails.map((to) => ({
      ...budgetLetter({ ...about, url: `${consoleUrl(env())}/my-fleet/budgets` }, language),
      kind: 'budget',
      to,
      language,
      about: { type: 'budget', id: String(id) },
      customerId: customer.id,
      dedupeKey: `budget:${id}:${month}:${percent}:${to}`,
    })),
  )
  if (budget.ringsBell) {
    await tx.delivery.createMany({
      data: customer.users.map((user) => ({
        dedupeKey: `budget:${id}:${month}:${percent}:${user.id}`,
        channel: 'in-app',
        recipient: { userId: String(user.id) },
        userId: user.id,
        locale: user.locale === 'en' ? 'en' : 'sv',
        template: 'budget',
        content: about,
        state: 'delivered',
        nextAt: now,
        createdAt: now,
        deliveredAt: now,
      })),
      skipDuplicates: true,
    })
  }
  return 1
}
