import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { annexOf } from '../annex-of'
import type { SessionFacts } from '../billable-session'
import type { SessionAnnex } from '../formats/pdf/annex-pdf'
import { explainSessions } from './explain-line'
import { getInvoiceHead } from './get-document'
import { getInvoice } from './get-invoice'
import { getInvoiceLine } from './list-lines'

/** One file tells of no more sessions than somebody might read; lines can be asked for one by one. */
export const MOST_ANNEXED = 500

/**
 * What an invoice's sessions rest on, for its annex. @param position this line's session alone
 * @throws DomainError not-found | conflict (no seller; nothing of it is a session; more sessions than one file tells)
 */
export async function getAnnexes(
  actor: Actor,
  id: bigint,
  position: number | null,
): Promise<readonly [SessionAnnex, ...SessionAnnex[]]> {
  requireAct(actor, 'invoices.read')
  requireAllSites(actor)
  const invoice = await getInvoice(actor, id)
  const head = await getInvoiceHead(actor, id)
  if (head === null) {
    throw new DomainError('conflict', 'Nobody has entered who sends the invoices.', { reason: 'seller-missing' })
  }
  if (position !== null) await getInvoiceLine(actor, id, position)
  const lines = await db().invoiceLine.findMany({
    where: { invoiceId: id, sessionId: { not: null }, ...(position === null ? {} : { position }) },
    select: { position: true, sessionId: true, session: true },
    orderBy: { position: 'asc' },
    distinct: ['sessionId'],
    take: MOST_ANNEXED + 1,
  })
  if (lines.length > MOST_ANNEXED) {
    throw new DomainError('conflict', `More than ${MOST_ANNEXED} sessions.`, { reason: 'annex-too-long' })
  }
  const sessions = await explainSessions(
    invoice.credits?.id ?? id,
    lines.map(({ sessionId }) => String(sessionId)),
  )
  const byId = new Map(sessions.map((session) => [session.id, session]))
  const now = new Date()
  const annexes = lines.flatMap(({ position: line, sessionId, session: facts }) => {
    const session = byId.get(String(sessionId))
    if (session === undefined) return []
    return [
      annexOf(session, facts as unknown as SessionFacts, {
        language: head.language,
        seller: head.seller,
        invoice: invoice.number === null ? null : { number: invoice.number, issueDate: head.issueDate, line },
        issuedBy: invoice.issuedByName,
        runId: invoice.runId,
        now,
      }),
    ]
  })
  const [first, ...rest] = annexes
  if (first === undefined) {
    throw new DomainError('conflict', 'No session to explain.', { reason: 'annex-empty' })
  }
  return [first, ...rest]
}
