import type { Actor } from '../../access/actor'
import { mayDo } from '../../access/acts'
import { findActor } from '../../access/queries/find-actor'
import { sitesInScope } from '../../access/scope'
import { requestCommand } from '../../commands/mutations/request-command'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { isRepaired } from '../drift'
import { loadDrift, loadTemplates, type StationDrift } from '../queries/load-drift'
import { loadStations } from '../queries/load-stations'
import type { RoundKind } from '../round'
import type { Template } from '../template'
import { setValues } from './repair'

/** Stations of one round in one turn of a few seconds: a network is gone through in minutes, and its gateways have time for others. */
const PORTION = 100

interface Open {
  readonly id: bigint
  readonly templateId: bigint
  readonly kind: string
  readonly requestedBy: string
  readonly afterStation: bigint
}

/**
 * Takes every open round one portion of stations further, in the name of whoever asked for it and as far as they may now. Harmless at
 * any time and twice: how far it has come is written down after each portion, and who has taken the values meanwhile is not asked.
 */
export async function advanceRounds(now: Date): Promise<void> {
  const rounds = await db().templateRound.findMany({
    where: { endedAt: null },
    select: { id: true, templateId: true, kind: true, requestedBy: true, afterStation: true },
    orderBy: { id: 'asc' },
  })
  if (rounds.length === 0) return
  const templates = await loadTemplates()
  for (const round of rounds) await advance(round, templates, now)
}

async function advance(round: Open, templates: readonly Template[], now: Date): Promise<void> {
  const template = templates.find(({ id }) => id === round.templateId)
  const actor = await findActor(round.requestedBy)
  const isOver = template === undefined || actor === null || !mayDo(actor.role, 'stations.command')
  const stations = isOver
    ? []
    : await loadStations({ siteIds: sitesInScope(actor), template, after: round.afterStation }, PORTION)
  const drifts = await loadDrift(templates, stations, now)
  let [asked, left] = [0, 0]
  for (const drift of drifts) {
    const outcome = actor === null ? 'nothing' : await askOne(actor, round, drift)
    if (outcome === 'asked') asked += 1
    if (outcome === 'left') left += 1
  }
  const last = stations.at(-1)
  await db().templateRound.updateMany({
    // Another worker was here meanwhile: what it has written stands.
    where: { id: round.id, afterStation: round.afterStation, endedAt: null },
    data: {
      afterStation: last?.key ?? round.afterStation,
      asked: { increment: asked },
      leftOut: { increment: left },
      endedAt: stations.length < PORTION ? now : null,
    },
  })
}

async function askOne(
  actor: Actor,
  { kind, templateId }: Open,
  { station, lines }: StationDrift,
): Promise<'asked' | 'left' | 'nothing'> {
  const mine = lines.filter((line) => line.templateId === templateId)
  const isMeant = ({ state }: { state: StationDrift['lines'][number]['state'] }) =>
    (kind as RoundKind) === 'repair' ? isRepaired(state) : state === 'unread'
  const meant = mine.filter(isMeant)
  if (meant.length === 0) return 'nothing'
  if (!station.online) return 'left'
  try {
    if (kind === 'repair') await setValues(actor, station.identity, meant)
    else {
      const keys = meant.map(({ key }) => key)
      await requestCommand(actor, station.identity, { type: 'get-configuration', keys })
    }
    return 'asked'
  } catch (error) {
    // It went offline, is gone, or is not let in any more, since we looked.
    if (error instanceof DomainError) return 'left'
    throw error
  }
}
