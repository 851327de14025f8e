import { billFee, type FeeDue } from '../plans/subscription-fee'
import { billSession, type SessionToBill } from './billable-session'
import { buildInvoice } from './build-invoice'
import type { Draft, DraftBillable } from './draft'
import { localDate } from './due-date'
import { BOOK_CURRENCY } from './exclusion'
import { BOOKS_ZONE } from './invoice-run'

/** How a customer wants its invoices. */
export interface BillingWish {
  readonly customerId: string
  readonly language: 'sv' | 'en'
  readonly billing: 'consolidated' | 'per-cost-centre'
  readonly isReverseCharge: boolean
}

/** One customer's invoices: one, or one for each cost centre that has something to pay: fees first. None when there is nothing to pay. */
export function buildDrafts(
  wish: BillingWish,
  sessions: readonly SessionToBill[],
  run: { readonly id: string | null; readonly periodFrom: string; readonly periodTo: string; readonly by: string },
  { roundsToWhole }: { readonly roundsToWhole: boolean },
  fees: readonly FeeDue[] = [],
): Draft[] {
  const groups = new Map<string | null, { sessions: SessionToBill[]; fees: FeeDue[] }>()
  const groupOf = ({ costCentre }: SessionToBill | FeeDue) => {
    const key = wish.billing === 'per-cost-centre' ? (costCentre?.id ?? null) : null
    const group = groups.get(key) ?? { sessions: [], fees: [] }
    groups.set(key, group)
    return group
  }
  for (const fee of fees) groupOf(fee).fees.push(fee)
  for (const session of sessions) groupOf(session).sessions.push(session)
  return [...groups].flatMap(([costCentreId, members]): Draft[] => {
    const billables = [
      ...members.fees.flatMap((fee) =>
        billFee(fee, wish.language).map((billable): DraftBillable => ({ ...billable, costCentre: centreOf(fee) })),
      ),
      ...members.sessions.flatMap((session) =>
        billSession(session, wish.language).map(
          (billable): DraftBillable => ({ ...billable, fee: null, costCentre: centreOf(session) }),
        ),
      ),
    ]
    const built = buildInvoice(billables, {
      currency: BOOK_CURRENCY,
      isReverseCharge: wish.isReverseCharge,
      roundsToWhole,
    })
    return [
      {
        customerId: wish.customerId,
        costCentreId,
        runId: run.id,
        language: wish.language,
        currency: BOOK_CURRENCY,
        ...suppliedWhen(members, run),
        billables,
        built,
        by: run.by,
      },
    ]
  })
}

const centreOf = ({ costCentre }: SessionToBill | FeeDue) =>
  costCentre === null ? null : { code: costCentre.code, name: costCentre.name }

/** The run's period, earlier when something of before is on the invoice: the law asks when it was supplied. */
function suppliedWhen(
  { sessions, fees }: { readonly sessions: readonly SessionToBill[]; readonly fees: readonly FeeDue[] },
  run: { periodFrom: string; periodTo: string },
) {
  const first = sessions.reduce(
    (least, { startedAt }) => Math.min(least, startedAt.getTime()),
    Number.POSITIVE_INFINITY,
  )
  const days = fees.flatMap(({ parts }) => parts.map(({ from }) => from))
  if (Number.isFinite(first)) days.push(localDate(new Date(first), BOOKS_ZONE))
  const day = [...days, run.periodFrom].sort()[0] as string
  const isEarlier = day < run.periodFrom
  return { periodFrom: isEarlier ? day : run.periodFrom, periodTo: run.periodTo }
}
