import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { getStationKey } from '../../stations/queries/find-station'
import type { DriftLine, DriftState } from '../drift'
import type { Template, TemplateValue } from '../template'
import { loadDrift, loadTemplates, type StationDrift } from './load-drift'

export interface TemplateRow extends Template {
  readonly archived: boolean
  readonly createdAt: Date
  /** Of the actor's stations. Archived templates are for none. */
  readonly stations: number
  /** How many of them are not as the template wants them. */
  readonly drifted: number
  /** How many have not told all of its keys. */
  readonly unread: number
}

/** A station that a template is for, and where it is not as the template wants it. */
export interface DriftedStation {
  /** OCPP identity. */
  readonly id: string
  readonly name: string
  readonly online: boolean
  readonly lines: readonly DriftLine[]
}

/** Not as it should be, as far as a person is concerned. */
const WRONG: ReadonlySet<DriftState> = new Set(['differs', 'refused', 'not-kept', 'harmful', 'read-only', 'under-way'])

const columns = {
  id: true,
  name: true,
  vendor: true,
  model: true,
  protocol: true,
  values: true,
  repairOnBoot: true,
  archived: true,
  createdAt: true,
  updatedAt: true,
} as const

/** Templates in use (and archived ones, when asked for), by name, with how many stations differ. */
export async function listTemplates(
  actor: Actor,
  { withArchived = false }: { withArchived?: boolean } = {},
): Promise<readonly TemplateRow[]> {
  requireAct(actor, 'fleet.read')
  const rows = await db().configurationTemplate.findMany({
    where: withArchived ? {} : { archived: false },
    select: columns,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  const drifts = await loadDrift(await loadTemplates(), { siteIds: sitesInScope(actor) }, new Date())
  return rows.map((row) => counted({ ...row, values: row.values as unknown as TemplateValue[] }, drifts))
}

function counted(
  row: Omit<TemplateRow, 'stations' | 'drifted' | 'unread'>,
  drifts: readonly StationDrift[],
): TemplateRow {
  const mine = drifts
    .map(({ lines }) => lines.filter(({ templateId }) => templateId === row.id))
    .filter(({ length }) => length > 0)
  const with_ = (states: ReadonlySet<DriftState>) =>
    mine.filter((lines) => lines.some(({ state }) => states.has(state)))
  return {
    ...row,
    stations: mine.length,
    drifted: with_(WRONG).length,
    unread: with_(new Set(['unread'])).length,
  }
}

/** What templates are called, without looking at any station. */
export async function listTemplateNames(
  actor: Actor,
): Promise<readonly { readonly id: bigint; readonly name: string }[]> {
  requireAct(actor, 'fleet.read')
  return db().configurationTemplate.findMany({ where: { archived: false }, select: { id: true, name: true } })
}

/** A template and every station of the actor's that it is for. @throws DomainError forbidden | not-found */
export async function getTemplate(
  actor: Actor,
  id: bigint,
): Promise<TemplateRow & { readonly drift: readonly DriftedStation[] }> {
  requireAct(actor, 'fleet.read')
  const row = await db().configurationTemplate.findUnique({ where: { id }, select: columns })
  if (row === null) throw notFound('template', id)
  const drifts = await loadDrift(await loadTemplates(), { siteIds: sitesInScope(actor), templateId: id }, new Date())
  const template = counted({ ...row, values: row.values as unknown as TemplateValue[] }, drifts)
  return {
    ...template,
    drift: drifts.map(({ station, lines }) => ({
      id: station.identity,
      name: station.name,
      online: station.online,
      lines: lines.filter(({ templateId }) => templateId === id),
    })),
  }
}

/** What all its templates want of one station. Empty when none is for it. @throws DomainError forbidden | not-found */
export async function listStationDrift(actor: Actor, identity: string): Promise<readonly DriftLine[]> {
  requireAct(actor, 'stations.command')
  const { key: stationKey } = await getStationKey(actor, identity)
  const [drift] = await loadDrift(await loadTemplates(), { siteIds: sitesInScope(actor), stationKey }, new Date())
  return drift?.lines ?? []
}
