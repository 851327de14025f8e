import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { audit } from '../../db/audit'
import { db, type Transaction } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { loadTemplates } from '../queries/load-drift'
import { countStanding } from '../queries/load-standing'
import type { RoundKind } from '../round'
import { NO_STANDING } from '../standing'

/**
 * Leaves the wish that all online stations of the actor's that a template is for take what it wants (repair), or tell the keys of it
 * that they have not told (read). The worker goes from station to station; `listRounds` says how far it has come.
 * A second wish while the first one is under way is the same.
 * @returns the round's id, and how many stations it is about
 * @throws DomainError forbidden | not-found
 */
export async function askForRound(
  actor: Actor,
  templateId: bigint,
  kind: RoundKind,
): Promise<{ id: bigint; stations: number }> {
  requireAct(actor, 'stations.command')
  requireAct(actor, 'fleet.read')
  const templates = await loadTemplates()
  if (!templates.some(({ id }) => id === templateId)) throw notFound('template', templateId)
  const standing = await countStanding(templates, { siteIds: sitesInScope(actor), templateId })
  const { drifted, unread } = standing.get(templateId) ?? NO_STANDING
  const total = kind === 'repair' ? drifted : unread
  return db().$transaction(async (tx) => {
    // Unique while it is open: of two clicks at once the second makes nothing.
    const [round] = await tx.templateRound.createManyAndReturn({
      // About nobody it is over at once.
      data: [{ templateId, kind, requestedBy: actor.ref, total, endedAt: total === 0 ? new Date() : null }],
      skipDuplicates: true,
      select: { id: true },
    })
    if (round === undefined) return roundUnderWay(tx, templateId, kind)
    await audit(tx, actor, `template.${kind}`, `template:${templateId}`, {
      after: { round: String(round.id), stations: total },
    })
    return { id: round.id, stations: total }
  })
}

async function roundUnderWay(tx: Transaction, templateId: bigint, kind: RoundKind) {
  const where = { templateId, kind, endedAt: null }
  const open = await tx.templateRound.findFirst({ where, select: { id: true, total: true } })
  if (open === null) throw notFound('round of template', templateId) // it has ended in this very moment
  return { id: open.id, stations: open.total }
}
