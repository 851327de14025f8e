import type { Actor } from '../../access/actor'
import { namesOf } from '../../audit/queries'
import { db, type Prisma } from '../../db/client'
import { guideOf } from '../../faults/knowledge/guide'
import type { Language } from '../../faults/knowledge/words'
import { listStory } from '../../stations/queries/list-story'
import type { ConnectorStatus } from '../../stations/status'
import type { Job, JobEntry, JobFault, JobStation } from '../job'
import { isPassedProbe } from '../proof'
import { workOrdersInScope } from '../scope'
import type { CloseKind, WorkState } from '../work-order'

/** What of a station's life fits on a tablet. */
const STORY_LINES = 40
const COMMANDS = 20

const columns = {
  id: true,
  title: true,
  state: true,
  stateAt: true,
  plannedOn: true,
  position: true,
  safety: true,
  createdAt: true,
  closeKind: true,
  closeReason: true,
  closedAt: true,
  assignee: { select: { id: true, name: true, email: true } },
  fault: {
    select: {
      id: true,
      evseNumber: true,
      connectorNumber: true,
      code: true,
      cause: true,
      severity: true,
      isSafety: true,
      openedAt: true,
      closedAt: true,
      promises: { where: { outcome: null }, select: { dueAt: true } },
    },
  },
  entries: { orderBy: [{ at: 'asc' }, { receivedAt: 'asc' }] },
  station: {
    select: {
      id: true,
      identity: true,
      name: true,
      note: true,
      site: true,
      state: true,
      connectors: {
        select: {
          number: true,
          evse: { select: { number: true } },
          state: { select: { status: true, errorCode: true, vendorErrorCode: true, statusAt: true } },
        },
      },
      maintenanceWindows: { where: { untilAt: null }, orderBy: { fromAt: 'asc' }, take: 1, select: { fromAt: true } },
    },
  },
} satisfies Prisma.WorkOrderSelect
type Row = Prisma.WorkOrderGetPayload<{ select: typeof columns }>

/** Jobs with everything a tablet needs of them, in the day's order; for doors of this subject, which have asked who may. */
export async function loadJobs(
  actor: Actor,
  where: Prisma.WorkOrderWhereInput,
  { language, limit }: { language: Language; limit: number },
): Promise<readonly Job[]> {
  const rows = await db().workOrder.findMany({
    where: { AND: [where, workOrdersInScope(actor)] },
    select: columns,
    orderBy: [{ position: 'asc' }, { plannedOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: limit,
  })
  const names = await namesOf(rows.flatMap(({ entries }) => entries.map(({ by }) => by)))
  const jobs: Job[] = []
  // One after the other: a day has few jobs, and a tablet must not take all connections.
  for (const row of rows) jobs.push(await toJob(actor, row, names, language))
  return jobs
}

async function toJob(actor: Actor, row: Row, names: ReadonlyMap<string, string>, language: Language): Promise<Job> {
  const { rows: story } = await listStory(actor, row.station.identity, { limit: STORY_LINES })
  const guide = guideOf(row.fault?.cause ?? 'unknown', language)
  return {
    id: String(row.id),
    title: row.title,
    state: row.state as WorkState,
    stateAt: row.stateAt.toISOString(),
    plannedOn: row.plannedOn?.toISOString().slice(0, 10) ?? null,
    position: row.position,
    assignee: row.assignee && { id: String(row.assignee.id), name: row.assignee.name || row.assignee.email },
    safety: row.safety,
    station: toStation(row.station),
    fault: row.fault && toFault(row.fault, guide),
    checks: guide.field.map(({ key, text, isGate }) => ({ key, text, isGate })),
    parts: guide.parts.map(({ key, text }) => ({ key, name: text })),
    story: story.map(({ at, ...line }) => ({ ...line, at: at.toISOString() })),
    entries: row.entries.map((entry) => toEntry(entry, names)),
    commands: await commandsOf(row),
    closeKind: row.closeKind as CloseKind | null,
    closeReason: row.closeReason,
    closedAt: row.closedAt?.toISOString() ?? null,
  }
}

function toStation({ identity, name, note, site, state, connectors, maintenanceWindows }: Row['station']): JobStation {
  return {
    id: identity,
    name: name || identity,
    vendor: state?.vendor ?? null,
    model: state?.model ?? null,
    firmware: state?.firmware ?? null,
    siteName: site?.name ?? null,
    address: [site?.address, [site?.postalCode, site?.city].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    latitude: site?.latitude ?? null,
    longitude: site?.longitude ?? null,
    note,
    isOnline: state?.online ?? false,
    lastSeenAt: state?.lastSeenAt?.toISOString() ?? null,
    protocol: state?.protocol ?? null,
    connectors: connectors
      .map(({ number, evse, state }) => ({
        evse: evse.number,
        connector: number,
        status: (state?.status ?? 'unknown') as ConnectorStatus,
        errorCode: state?.vendorErrorCode || state?.errorCode || null,
        statusAt: state?.statusAt?.toISOString() ?? null,
      }))
      .sort((a, b) => a.evse - b.evse || a.connector - b.connector),
    maintenanceSince: maintenanceWindows[0]?.fromAt.toISOString() ?? null,
  }
}

function toFault(fault: NonNullable<Row['fault']>, guide: ReturnType<typeof guideOf>): JobFault {
  return {
    id: String(fault.id),
    evse: fault.evseNumber,
    connector: fault.connectorNumber,
    code: fault.code,
    cause: fault.cause,
    severity: fault.severity,
    isSafety: fault.isSafety,
    openedAt: fault.openedAt.toISOString(),
    closedAt: fault.closedAt?.toISOString() ?? null,
    promisedAt: fault.promises[0]?.dueAt.toISOString() ?? null,
    title: guide.title,
    plain: guide.plain,
    likelyCauses: guide.reasons.map(({ text }) => text),
  }
}

function toEntry(entry: Row['entries'][number], names: ReadonlyMap<string, string>): JobEntry {
  return {
    id: entry.id,
    kind: entry.kind as JobEntry['kind'],
    at: entry.at.toISOString(),
    by: entry.by,
    byName: names.get(entry.by) ?? null,
    detail: entry.detail as JobEntry['detail'],
    conflict: entry.conflict,
    conflictSeenAt: entry.seenAt?.toISOString() ?? null,
    file: entry.file,
  }
}

/** What was asked of the station since the job was made, and which of it shows that it works. */
async function commandsOf({ station, entries, fault, createdAt }: Row): Promise<Job['commands']> {
  const arrival = entries.findLast(
    ({ kind, detail }) => kind === 'state' && (detail as { to?: string }).to === 'on-site',
  )
  const commands = await db().command.findMany({
    where: { stationId: station.id, queuedAt: { gte: createdAt } },
    select: { id: true, type: true, stage: true, error: true, queuedAt: true, confirmedAt: true },
    orderBy: { id: 'desc' },
    take: COMMANDS,
  })
  const { isOnline, connectors } = toStation(station)
  const place = { evse: fault?.evseNumber ?? 0, since: arrival?.at ?? createdAt }
  return commands.map(({ id, queuedAt, confirmedAt, ...command }) => ({
    ...command,
    id: String(id),
    queuedAt: queuedAt.toISOString(),
    confirmedAt: confirmedAt?.toISOString() ?? null,
    isPassedProbe: isPassedProbe({ ...command, queuedAt, confirmedAt }, { isOnline, connectors }, place),
  }))
}
