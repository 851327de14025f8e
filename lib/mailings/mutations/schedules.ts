import type { Actor } from '../../access/actor'
import { type Act, requireAct } from '../../access/acts'
import { customerInScope, requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Prisma, type Transaction } from '../../db/client'
import { asDate, localDate } from '../../invoices/due-date'
import { BOOKS_ZONE } from '../../invoices/invoice-run'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { SCHEDULED } from '../queries/write-scheduled'
import { type ScheduleInput, scheduleSchema, startOfPeriod } from '../schedule'

/** What each kind's maker must be allowed to see; a fleet's month is its customer's. */
const ACT_OF: Readonly<Record<ScheduleInput['kind'], Act>> = {
  'fleet-month': 'customers.read',
  'revenue-report': 'ledger.read',
  'settlement-statement': 'ledger.read',
}

/**
 * Sets up what is mailed by itself; the first mail is of the month or week that is going on. @throws DomainError invalid | not-found |
 * forbidden (what it tells of is not theirs to see)
 */
export async function createSchedule(actor: Actor, input: ScheduleInput): Promise<{ id: bigint }> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(scheduleSchema, input)
  return db().$transaction(async (tx) => {
    await check(tx, actor, data)
    const today = localDate(new Date(), BOOKS_ZONE)
    const { id } = await tx.mailSchedule.create({
      data: {
        ...columns(data),
        kind: data.kind,
        customerId: data.customerId,
        sentThrough: asDate(startOfPeriod(today, data.cadence)),
        createdBy: actor.ref,
      },
      select: { id: true },
    })
    await audit(tx, actor, 'mail-schedule.create', `mail-schedule:${id}`, { after: plain(data) })
    return { id }
  })
}

/** All of it at once, but its kind and customer. From now on it is sent with the eyes of whoever changed it. @throws as `createSchedule` */
export async function editSchedule(actor: Actor, id: bigint, input: ScheduleInput): Promise<void> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  const data = validated(scheduleSchema, input)
  await db().$transaction(async (tx) => {
    const before = await findOwn(tx, actor, id)
    await check(tx, actor, { kind: before.kind as ScheduleInput['kind'], customerId: before.customerId })
    const today = localDate(new Date(), BOOKS_ZONE)
    // Turned on again or counted otherwise it begins with what is going on: nobody is sent a year at once.
    const begins = (data.isEnabled && !before.isEnabled) || data.cadence !== before.cadence
    await tx.mailSchedule.update({
      where: { id },
      data: {
        ...columns(data),
        createdBy: actor.ref,
        problem: null,
        ...(begins ? { sentThrough: asDate(startOfPeriod(today, data.cadence)) } : {}),
      },
    })
    await audit(tx, actor, 'mail-schedule.edit', `mail-schedule:${id}`, { after: plain(data) })
  })
}

/** @throws DomainError not-found */
export async function deleteSchedule(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'own-fleet.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const { kind, toAddress } = await findOwn(tx, actor, id)
    await tx.mailSchedule.delete({ where: { id } })
    await audit(tx, actor, 'mail-schedule.delete', `mail-schedule:${id}`, { before: { kind, to: toAddress } })
  })
}

async function findOwn(tx: Transaction, actor: Actor, id: bigint) {
  const customerId = customerInScope(actor)
  const found = await tx.mailSchedule.findFirst({ where: { id, ...(customerId === null ? {} : { customerId }) } })
  if (found === null) throw notFound('mail schedule', id)
  return found
}

async function check(
  tx: Transaction,
  actor: Actor,
  { kind, customerId }: { readonly kind: ScheduleInput['kind']; readonly customerId: bigint | null },
): Promise<void> {
  requireAct(actor, ACT_OF[kind])
  if (SCHEDULED[kind] === undefined) throw new DomainError('invalid', 'Not mailed by itself yet.', { kind: 'unknown' })
  const scope = customerInScope(actor)
  if (kind === 'fleet-month' || scope !== null) {
    if (customerId === null) throw new DomainError('invalid', 'Whose?', { customerId: 'required' })
    const isTheirs = scope === null || scope === customerId
    if (!isTheirs || (await tx.customer.count({ where: { id: customerId } })) === 0)
      throw notFound('customer', customerId)
  }
}

type Data = ReturnType<typeof scheduleSchema.parse>

const columns = ({ to, language, cadence, formats, filter, isEnabled }: Data) => ({
  toAddress: to,
  language,
  cadence,
  formats,
  filter: filter as Prisma.InputJsonObject,
  isEnabled,
})

const plain = (data: Data) => ({
  ...columns(data),
  kind: data.kind,
  customerId: data.customerId?.toString() ?? null,
})
