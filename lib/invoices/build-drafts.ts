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

/** One customer's invoices: one, or one for each cost centre that has something to pay. None when there is nothing to pay. */
export function buildDrafts(
  wish: BillingWish,
  sessions: readonly SessionToBill[],
  run: { readonly id: string | null; readonly periodFrom: string; readonly periodTo: string; readonly by: string },
  { roundsToWhole }: { readonly roundsToWhole: boolean },
): Draft[] {
  const groups = new Map<string | null, SessionToBill[]>()
  for (const session of sessions) {
    const key = wish.billing === 'per-cost-centre' ? (session.costCentre?.id ?? null) : null
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [session])
    else group.push(session)
  }
  return [...groups].flatMap(([costCentreId, members]): Draft[] => {
    const billables = members.flatMap((session) => {
      const { costCentre } = session
      const centre = costCentre === null ? null : { code: costCentre.code, name: costCentre.name }
      return billSession(session, wish.language).map((billable): DraftBillable => ({ ...billable, costCentre: centre }))
    })
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

/** The run's period, earlier when something of before is on the invoice: the law asks when it was supplied. */
function suppliedWhen(sessions: readonly SessionToBill[], run: { periodFrom: string; periodTo: string }) {
  const first = sessions.reduce(
    (least, { startedAt }) => Math.min(least, startedAt.getTime()),
    Number.POSITIVE_INFINITY,
  )
  const day = Number.isFinite(first) ? localDate(new Date(first), BOOKS_ZONE) : run.periodFrom
  const isEarlier = day < run.periodFrom
  return { periodFrom: isEarlier ? day : run.periodFrom, periodTo: run.periodTo }
}
