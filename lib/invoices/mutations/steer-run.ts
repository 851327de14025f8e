import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'

/** No further invoices are made; those that are stand. @throws DomainError not-found | conflict (it is over) */
export async function stopRun(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  await steer(actor, id, { from: 'running', to: 'stopped', act: 'invoice-run.stop' })
}

/** A stopped run goes on where it was. @throws DomainError not-found | conflict (it is not stopped) */
export async function resumeRun(actor: Actor, id: bigint): Promise<void> {
  requireAct(actor, 'invoices.write')
  requireAllSites(actor)
  await steer(actor, id, { from: 'stopped', to: 'running', act: 'invoice-run.resume' })
}

async function steer(actor: Actor, id: bigint, step: { from: string; to: string; act: string }): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.invoiceRun.updateMany({
      where: { id, state: step.from },
      data: { state: step.to, problem: null },
    })
    if (count === 0) {
      const run = await tx.invoiceRun.findUnique({ where: { id }, select: { state: true } })
      if (run === null) throw notFound('invoice run', id)
      throw new DomainError('conflict', `The run is ${run.state}.`, { reason: `run-${run.state}` })
    }
    await audit(tx, actor, step.act, `invoice-run:${id}`)
  })
}
