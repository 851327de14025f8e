import { randomUUID } from 'node:crypto'
import type { Actor } from '../../access/actor'
import { db } from '../../db/client'
import { anActor, aSite, aStation, aUser } from '../../db/testing/fixtures'
import { HOUR_MS, MINUTE_MS } from '../../kernel/time'
import { createWorkOrder } from '../mutations/dispatch'

/** Two technicians, and a station with a fault that the first of them is sent to. */
export interface FieldDay {
  readonly anna: Actor
  readonly bo: Actor
  readonly annaId: bigint
  readonly boId: bigint
  readonly siteId: bigint
  readonly station: { readonly id: bigint; readonly identity: string }
  readonly faultId: bigint
  readonly jobId: bigint
  /** Minutes into the day, which began two hours ago: all of a test's times lie before now. */
  at(minutes: number): Date
  aFault(): Promise<bigint>
  /** Anna's, made a minute before the day began. */
  aJob(faultId: bigint): Promise<bigint>
}

export const operator = anActor('operator')

export async function aFieldDay(): Promise<FieldDay> {
  const began = Date.now() - 2 * HOUR_MS
  const at = (minutes: number) => new Date(began + minutes * MINUTE_MS)
  const [a, b] = [await aUser('technician', { name: 'Anna' }), await aUser('technician', { name: 'Bo' })]
  const siteId = (await aSite()).id
  const station = await aStation({ siteId })
  const aFault = async () => {
    const openedAt = at(-60)
    const place = { siteId, stationId: station.id, evseNumber: 1 }
    const code = `Code.${randomUUID()}`
    const data = { ...place, source: 'event', code, severity: 3, openedAt, lastSeenAt: openedAt }
    return (await db().fault.create({ data })).id
  }
  const aJob = async (faultId: bigint) => {
    const { id } = await createWorkOrder(operator, { faultId, title: 'Mend it', assigneeId: a.id })
    await db().workOrder.update({ where: { id }, data: { createdAt: at(-1), stateAt: at(-1) } })
    return id
  }
  const faultId = await aFault()
  return {
    anna: anActor('technician', { ref: `user:${a.id}` }),
    bo: anActor('technician', { ref: `user:${b.id}` }),
    annaId: a.id,
    boId: b.id,
    siteId,
    station,
    faultId,
    jobId: await aJob(faultId),
    at,
    aFault,
    aJob,
  }
}
