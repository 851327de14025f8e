import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { sitesInScope } from '../../access/scope'
import { db } from '../../db/client'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor'
import { notFound } from '../../kernel/errors'
import { getStationKey } from '../../stations/queries/find-station'
import type { DriftLine } from '../drift'
import { NO_STANDING, type Standing, type StandingWord } from '../standing'
import type { Template, TemplateValue } from '../template'
import { loadDrift, loadTemplates } from './load-drift'
import { countStanding, findStanding } from './load-standing'
import { loadStations } from './load-stations'

/** A template, and how the actor's stations stand to it. Archived templates are for none. */
export interface TemplateRow extends Template, Standing {
  readonly archived: boolean
  readonly createdAt: Date
}

/** A station that a template is for, and where it is not as the template wants it. */
export interface DriftedStation {
  /** OCPP identity. */
  readonly id: string
  readonly name: string
  readonly online: boolean
  readonly lines: readonly DriftLine[]
}

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
  const standing = await countStanding(await loadTemplates(), { siteIds: sitesInScope(actor) })
  return rows.map((row) => ({ ...toTemplate(row), ...(standing.get(row.id) ?? NO_STANDING) }))
}

const toTemplate = <Row extends { readonly values: unknown }>({ values, ...row }: Row) => ({
  ...row,
  values: values as TemplateValue[],
})

/** What templates are called, without looking at any station. */
export async function listTemplateNames(
  actor: Actor,
): Promise<readonly { readonly id: bigint; readonly name: string }[]> {
  requireAct(actor, 'fleet.read')
  return db().configurationTemplate.findMany({ where: { archived: false }, select: { id: true, name: true } })
}

/** A template, and how many of the actor's stations differ. @throws DomainError forbidden | not-found */
export async function getTemplate(actor: Actor, id: bigint): Promise<TemplateRow> {
  requireAct(actor, 'fleet.read')
  const row = await db().configurationTemplate.findUnique({ where: { id }, select: columns })
  if (row === null) throw notFound('template', id)
  const standing = await countStanding(await loadTemplates(), { siteIds: sitesInScope(actor), templateId: id })
  return { ...toTemplate(row), ...(standing.get(id) ?? NO_STANDING) }
}

export interface DriftFilter {
  readonly standing?: StandingWord
  /** In the station's identity or name. */
  readonly search?: string
  readonly cursor?: string
  readonly limit?: number
}

/** The actor's stations that a template is for, by identity, with what differs there. @throws DomainError forbidden | invalid (cursor) */
export async function listDriftedStations(
  actor: Actor,
  id: bigint,
  { standing, search, cursor, limit = 50 }: DriftFilter = {},
): Promise<Page<DriftedStation>> {
  requireAct(actor, 'fleet.read')
  const siteIds = sitesInScope(actor)
  const templates = await loadTemplates()
  const after = cursor === undefined ? '' : decodeCursor(cursor, 1)[0]!
  const asked = { siteIds, templateId: id, standing, search, after, limit: limit + 1 }
  const keys = await findStanding(templates, asked)
  const stations = await loadStations({ siteIds, keys }, keys.length)
  const drifts = new Map((await loadDrift(templates, stations, new Date())).map((one) => [one.station.key, one]))
  const rows = keys.flatMap((key) => {
    const drift = drifts.get(key)
    return drift === undefined ? [] : [drift]
  })
  const { rows: shown, next } = toPage(rows, limit, ({ station }) => [station.identity])
  return {
    rows: shown.map(({ station, lines }) => ({
      id: station.identity,
      name: station.name,
      online: station.online,
      lines: lines.filter(({ templateId }) => templateId === id),
    })),
    next,
  }
}

/** What all its templates want of one station. Empty when none is for it. @throws DomainError forbidden | not-found */
export async function listStationDrift(actor: Actor, identity: string): Promise<readonly DriftLine[]> {
  requireAct(actor, 'stations.command')
  const { key } = await getStationKey(actor, identity)
  const stations = await loadStations({ siteIds: sitesInScope(actor), keys: [key] })
  const [drift] = await loadDrift(await loadTemplates(), stations, new Date())
  return drift?.lines ?? []
}
