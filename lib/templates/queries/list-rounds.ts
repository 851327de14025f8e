import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { namesOf } from '../../audit/queries'
import { db } from '../../db/client'
import type { Round, RoundKind } from '../round'

/** A template's newest rounds, newest first. */
export async function listRounds(actor: Actor, templateId: bigint, limit = 2): Promise<readonly Round[]> {
  requireAct(actor, 'fleet.read')
  const rows = await db().templateRound.findMany({
    where: { templateId },
    select: {
      id: true,
      kind: true,
      requestedBy: true,
      requestedAt: true,
      total: true,
      asked: true,
      leftOut: true,
      endedAt: true,
    },
    orderBy: { id: 'desc' },
    take: limit,
  })
  const names = await namesOf(rows.map(({ requestedBy }) => requestedBy))
  return rows.map(({ kind, requestedBy, total, leftOut, ...row }) => ({
    ...row,
    kind: kind as RoundKind,
    requestedBy: names.get(requestedBy) ?? requestedBy,
    stations: total,
    left: leftOut,
  }))
}
