import type { Actor } from '../access/actor'
import { requireAct } from '../access/acts'
import { requireAllSites } from '../access/scope'
import { audit } from '../db/audit'
import { db } from '../db/client'
import { notFound } from '../kernel/errors'
import { validated } from '../kernel/validated'
import { type CustomerInput, customerSchema } from './customer'
import { masterData } from './queries'

/** @throws DomainError invalid */
export async function createCustomer(actor: Actor, input: CustomerInput): Promise<{ id: bigint }> {
  requireAct(actor, 'customers.write')
  requireAllSites(actor)
  const data = validated(customerSchema, input)
  return db().$transaction(async (tx) => {
    const { id } = await tx.customer.create({ data, select: { id: true } })
    await audit(tx, actor, 'customer.create', `customer:${id}`, { after: data })
    return { id }
  })
}

/** All of its master data at once: what is left out goes back to its default. @throws DomainError invalid | not-found */
export async function editCustomer(actor: Actor, id: bigint, input: CustomerInput): Promise<void> {
  requireAct(actor, 'customers.write')
  requireAllSites(actor)
  const data = validated(customerSchema, input)
  await db().$transaction(async (tx) => {
    const before = await tx.customer.findUnique({ where: { id }, select: masterData })
    if (before === null) throw notFound('customer', id)
    await tx.customer.update({ where: { id }, data })
    await audit(tx, actor, 'customer.edit', `customer:${id}`, { before, after: data })
  })
}
