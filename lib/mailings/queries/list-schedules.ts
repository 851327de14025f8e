import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { customerInScope, requireAllSites } from '../../access/scope'
import { db } from '../../db/client'
import { dayOf } from '../../invoices/due-date'
import type { MailLanguage } from '../mailing'
import { type Cadence, nextStart, type ScheduleKind } from '../schedule'

export interface ScheduleRow {
  readonly id: bigint
  readonly kind: ScheduleKind
  readonly customer: { readonly id: bigint; readonly name: string } | null
  readonly to: string
  readonly language: MailLanguage
  readonly cadence: Cadence
  readonly formats: readonly string[]
  readonly filter: unknown
  readonly isEnabled: boolean
  /** The day its next mail is sent. */
  readonly nextOn: string
  /** Why it was turned off by itself. */
  readonly problem: string | null
  readonly lastSentAt: Date | null
}

/** What is mailed by itself, oldest first. @param customerId of this customer alone */
export async function listSchedules(
  actor: Actor,
  filter: { readonly customerId?: bigint; readonly kinds?: readonly ScheduleKind[] } = {},
): Promise<readonly ScheduleRow[]> {
  requireAct(actor, 'mailings.read')
  requireAllSites(actor)
  const scope = customerInScope(actor)
  const rows = await db().mailSchedule.findMany({
    where: {
      AND: [
        scope === null ? {} : { customerId: scope },
        filter.customerId === undefined ? {} : { customerId: filter.customerId },
        filter.kinds === undefined ? {} : { kind: { in: [...filter.kinds] } },
      ],
    },
    include: {
      customer: { select: { id: true, name: true } },
      mailings: { where: { state: 'sent' }, select: { sentAt: true }, orderBy: { id: 'desc' }, take: 1 },
    },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ScheduleKind,
    customer: row.customer,
    to: row.toAddress,
    language: row.language as MailLanguage,
    cadence: row.cadence as Cadence,
    formats: row.formats,
    filter: row.filter,
    isEnabled: row.isEnabled,
    nextOn: nextStart(dayOf(row.sentThrough), row.cadence as Cadence),
    problem: row.problem,
    lastSentAt: row.mailings[0]?.sentAt ?? null,
  }))
}
