import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { everydayCommandSchema } from '../../commands/command'
import { announceCommand, queueCommand } from '../../commands/mutations/request-command'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { PROBES } from '../proof'
import { workOrdersInScope } from '../scope'

const testSchema = z.object({
  /** Made on the tablet: a click whose answer was lost does not ask twice. */
  id: z.uuid(),
  workOrderId: z.string().regex(/^[1-9]\d{0,17}$/),
  command: everydayCommandSchema.refine(({ type }) => PROBES.has(type), 'not-a-test'),
})
export type StationTest = z.input<typeof testSchema>

/**
 * Asks the station something from the spot, as part of a job. Only with network: a test that runs an hour later tests nothing.
 * @throws DomainError forbidden | not-found | conflict (offline, not accepted) | invalid (no test)
 */
export async function testStation(actor: Actor, input: StationTest): Promise<{ commandId: bigint }> {
  requireAct(actor, 'field.work')
  const { id, workOrderId, command } = validated(testSchema, input)
  const jobId = BigInt(workOrderId)
  const { commandId, queued } = await db().$transaction(async (tx) => {
    // The same test twice at once: one waits here, and then sees the other's.
    await tx.$queryRaw`SELECT id FROM work_order WHERE id = ${jobId} FOR UPDATE`
    const order = await tx.workOrder.findFirst({
      where: { id: jobId, ...workOrdersInScope(actor) },
      select: { station: { select: { identity: true } } },
    })
    if (order === null) throw notFound('job', workOrderId)
    const asked = await tx.workEntry.findUnique({ where: { id }, select: { workOrderId: true, detail: true } })
    if (asked !== null) return { commandId: commandOf(asked, jobId), queued: null }
    const queued = await queueCommand(tx, actor, order.station.identity, command)
    const detail = { commandId: String(queued.id), type: command.type }
    await tx.workEntry.create({
      data: { id, workOrderId: jobId, kind: 'command', at: new Date(), by: actor.ref, detail },
    })
    return { commandId: queued.id, queued }
  })
  if (queued !== null) announceCommand(queued)
  return { commandId }
}

/** @throws DomainError invalid when the id is something else's */
function commandOf(entry: { readonly workOrderId: bigint; readonly detail: unknown }, jobId: bigint): bigint {
  const { commandId } = entry.detail as { readonly commandId?: string }
  if (entry.workOrderId !== jobId || commandId === undefined)
    throw new DomainError('invalid', 'The id is taken by something else.', { id: 'taken' })
  return BigInt(commandId)
}
