import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Prisma, type Transaction } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { type TemplateInput, templateSchema } from '../template'

/** @throws DomainError forbidden | invalid */
export async function createTemplate(actor: Actor, input: TemplateInput): Promise<{ id: bigint }> {
  requireAct(actor, 'fleet.write')
  requireAllSites(actor)
  const template = validated(templateSchema, input)
  return db().$transaction(async (tx) => {
    const { id } = await tx.configurationTemplate.create({
      data: { ...template, createdBy: actor.ref },
      select: { id: true },
    })
    await audit(tx, actor, 'template.create', `template:${id}`, { after: asJson(template) })
    return { id }
  })
}

/** Replaces what a template says. What stations have refused may be tried again. @throws DomainError forbidden | not-found | invalid */
export async function editTemplate(actor: Actor, id: bigint, input: TemplateInput): Promise<void> {
  requireAct(actor, 'fleet.write')
  requireAllSites(actor)
  const template = validated(templateSchema, input)
  await db().$transaction(async (tx) => {
    const before = await getKept(tx, id)
    await tx.configurationTemplate.update({
      where: { id },
      data: { ...template, updatedAt: new Date() },
      select: { id: true },
    })
    await audit(tx, actor, 'template.edit', `template:${id}`, { before: asJson(before), after: asJson(template) })
  })
}

/** Takes a template out of use, or back in. Stations keep what they are set to. @throws DomainError forbidden | not-found */
export async function archiveTemplate(actor: Actor, id: bigint, archived = true): Promise<void> {
  requireAct(actor, 'fleet.write')
  requireAllSites(actor)
  await db().$transaction(async (tx) => {
    const before = await getKept(tx, id)
    if (before.archived === archived) return
    await tx.configurationTemplate.update({ where: { id }, data: { archived }, select: { id: true } })
    await audit(tx, actor, archived ? 'template.archive' : 'template.restore', `template:${id}`, {
      before: { archived: before.archived },
      after: { archived },
    })
  })
}

async function getKept(tx: Transaction, id: bigint) {
  const template = await tx.configurationTemplate.findUnique({
    where: { id },
    select: { name: true, vendor: true, model: true, protocol: true, values: true, repairOnBoot: true, archived: true },
  })
  if (template === null) throw notFound('template', id)
  return template
}

const asJson = (template: object): Prisma.InputJsonObject => ({ ...template }) as Prisma.InputJsonObject
