import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { everydayCommandSchema } from '../../commands/command'
import { requestCommand } from '../../commands/mutations/request-command'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
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
  const order = await db().workOrder.findFirst({
    where: { id: BigInt(workOrderId), ...workOrdersInScope(actor) },
    select: { id: true, station: { select: { identity: true } } },
  })
  if (order === null) throw notFound('job', workOrderId)
  const asked = await db().workEntry.findFirst({ where: { id, workOrderId: order.id }, select: { detail: true } })
  if (asked !== null) return { commandId: BigInt((asked.detail as { commandId: string }).commandId) }
  const { id: commandId } = await requestCommand(actor, order.station.identity, command)
  const detail = { commandId: String(commandId), type: command.type }
  await db().workEntry.create({
    data: { id, workOrderId: order.id, kind: 'command', at: new Date(), by: actor.ref, detail },
  })
  return { commandId }
}
