import { readProblem } from '../../commands/problem'
import type { Transaction } from '../../db/client'
import type { FaultSource, FaultStage } from '../../faults/fault'
import type { CommandStage } from '../../live/events'
import type { ConnectorStatus } from '../../stations/status'
import type { RecoveryFacts } from '../facts'
import { TRIES_WITHIN_MS } from '../guards'
import { heldBackOf } from '../held-back'
import { readSteps } from '../stored-run'
import { AUTHORISED_FOR_MS } from '../who-is-there'
import { loadSafetyCauses } from './load-safety-causes'
import { loadWithdrawn } from './load-withdrawn'

/** A run lasts a day and its last proof half a day more: older runs have tried nothing lately. */
const RUNS_WITHIN_MS = 2 * TRIES_WITHIN_MS

export interface LoadedFacts {
  readonly facts: RecoveryFacts
  readonly siteId: bigint | null
  /** OCPP identity; null: the fault is a whole site's. */
  readonly identity: string | null
}

/**
 * All a decision about a run rests on, read inside the transaction that takes the decision.
 * @param run the run itself: its own command and state are not somebody else's
 */
export async function loadFacts(
  tx: Transaction,
  run: { readonly id: bigint | null; readonly faultId: bigint; readonly commandId: bigint | null },
  now: Date,
): Promise<LoadedFacts> {
  const fault = await tx.fault.findUniqueOrThrow({ where: { id: run.faultId }, select: FAULT })
  const { station } = fault
  const base = {
    fault: {
      source: fault.source as FaultSource,
      code: fault.code,
      cause: fault.cause,
      isSafety: fault.isSafety,
      evse: fault.evseNumber,
      connector: fault.connectorNumber,
      stage: fault.stage as FaultStage,
      lastSeenAt: fault.lastSeenAt.getTime(),
      closedAt: fault.closedAt?.getTime() ?? null,
      closeReason: fault.closeReason,
      hasComeBack: false,
      isInHand: fault.acknowledgedAt !== null || fault.assigneeId !== null || fault._count.workOrders > 0,
    },
    command: null,
  }
  if (station === null) return { facts: { ...NOBODY, ...base }, siteId: fault.siteId, identity: null }
  const around = await readAround(tx, station.id, run, now)
  const command =
    run.commandId === null
      ? null
      : await tx.command.findUnique({
          where: { id: run.commandId },
          select: { stage: true, confirmedAt: true, problem: true },
        })
  const { isUpdating, isVisited, ...there } = around
  const facts: RecoveryFacts = {
    ...there,
    fault: {
      ...base.fault,
      isInHand: base.fault.isInHand || isVisited,
      hasComeBack: fault.closedAt !== null && (await hasComeBack(tx, fault, fault.closedAt)),
    },
    station: {
      isOnline: station.state?.online ?? false,
      isAccepted: station.registration === 'accepted',
      isUpdating,
      status: (station.state?.status ?? 'unknown') as ConnectorStatus,
      statusAt: station.state?.statusAt?.getTime() ?? null,
      timeZone: station.site?.timeZone ?? 'Europe/Stockholm',
    },
    safetyCauses: await loadSafetyCauses(tx, station.id, station.state?.vendor ?? null, now),
    withdrawnEvses: await loadWithdrawn(tx, station.id),
    command: command && {
      stage: command.stage as CommandStage,
      confirmedAt: command.confirmedAt?.getTime() ?? null,
      heldBack: heldBackOf(readProblem(command.problem)?.code),
    },
  }
  return { facts, siteId: station.siteId, identity: station.identity }
}

const FAULT = {
  id: true,
  siteId: true,
  stationId: true,
  evseNumber: true,
  connectorNumber: true,
  source: true,
  code: true,
  cause: true,
  isSafety: true,
  stage: true,
  lastSeenAt: true,
  acknowledgedAt: true,
  assigneeId: true,
  closedAt: true,
  closeReason: true,
  station: {
    select: {
      id: true,
      identity: true,
      siteId: true,
      registration: true,
      site: { select: { timeZone: true } },
      state: { select: { online: true, status: true, statusAt: true, vendor: true } },
    },
  },
  _count: { select: { workOrders: { where: { state: { not: 'done' }, NOT: { state: 'cancelled' } } } } },
} as const

const NOBODY: Omit<RecoveryFacts, 'fault' | 'command'> = {
  station: null,
  connectors: [],
  sessions: [],
  authorisedAt: null,
  reservedEvses: [],
  safetyCauses: [],
  isInMaintenance: false,
  withdrawnEvses: [],
  isBusy: false,
  tried: [],
}

interface Same {
  readonly id: bigint
  readonly stationId: bigint | null
  readonly evseNumber: number
  readonly connectorNumber: number
  readonly source: string
  readonly code: string
}

async function hasComeBack(tx: Transaction, fault: Same, closedAt: Date): Promise<boolean> {
  const { stationId, evseNumber, connectorNumber, source, code } = fault
  const where = {
    stationId,
    evseNumber,
    connectorNumber,
    source,
    code,
    id: { gt: fault.id },
    openedAt: { gte: closedAt },
  }
  return (await tx.fault.count({ where })) > 0
}

interface AroundRow {
  readonly connectors: readonly { evse: number; connector: number; status: ConnectorStatus; toldAt: string | null }[]
  readonly sessions: RecoveryFacts['sessions']
  readonly authorised_at: Date | null
  readonly reserved: readonly (number | null)[]
  readonly is_in_maintenance: boolean
  readonly is_updating: boolean
  readonly is_busy: boolean
  readonly is_visited: boolean
  readonly steps: readonly unknown[]
}

/** Everything about the station that decides whether it may be touched, as of one moment: one statement, one snapshot. */
async function readAround(
  tx: Transaction,
  stationId: bigint,
  run: { readonly id: bigint | null; readonly commandId: bigint | null },
  now: Date,
) {
  const letIn = new Date(now.getTime() - AUTHORISED_FOR_MS)
  const runsSince = new Date(now.getTime() - RUNS_WITHIN_MS)
  const [row] = await tx.$queryRawUnsafe<AroundRow[]>(
    AROUND,
    stationId,
    now,
    letIn,
    runsSince,
    run.id ?? 0n,
    run.commandId ?? 0n,
  )
  const { connectors, sessions, authorised_at, reserved, is_in_maintenance, is_updating, is_busy, is_visited, steps } =
    row!
  const since = now.getTime() - RUNS_WITHIN_MS
  return {
    connectors: connectors.map(({ toldAt, ...one }) => ({
      ...one,
      toldAt: toldAt === null ? null : Date.parse(toldAt),
    })),
    sessions,
    authorisedAt: authorised_at?.getTime() ?? null,
    reservedEvses: reserved,
    isInMaintenance: is_in_maintenance,
    isUpdating: is_updating,
    isBusy: is_busy,
    isVisited: is_visited,
    // A step that was never asked has tried nothing.
    tried: steps
      .flatMap((stored) => readSteps(stored))
      .filter(({ at, outcome }) => at > since && outcome !== 'not-asked')
      .map(({ step, at }) => ({ step, at })),
  }
}

// $1 station, $2 now, $3 authorised since, $4 runs since, $5 own run, $6 own command.
const AROUND = `
  SELECT
    coalesce((SELECT jsonb_agg(jsonb_build_object('evse', evse.number, 'connector', connector.number,
        'status', coalesce(connector_state.status, 'unknown'), 'toldAt', connector_state.received_at) ORDER BY evse.number, connector.number)
      FROM connector JOIN evse ON evse.id = connector.evse_id LEFT JOIN connector_state ON connector_state.connector_id = connector.id
      WHERE connector.station_id = $1), '[]') AS connectors,
    coalesce((SELECT jsonb_agg(jsonb_build_object('evse', evse_number, 'chargingState', charging_state))
      FROM session WHERE station_id = $1 AND status = 'active'), '[]') AS sessions,
    greatest(
      (SELECT max(at) FROM ocpp_message WHERE station_id = $1 AND at > $3 AND direction = 'in' AND action = 'Authorize'),
      (SELECT max(queued_at) FROM command WHERE station_id = $1 AND queued_at > $3 AND type = 'start'
        AND stage NOT IN ('rejected', 'failed', 'expired'))) AS authorised_at,
    coalesce((SELECT jsonb_agg(evse_number) FROM reservation
      WHERE station_id = $1 AND stage IN ('requested', 'active') AND expires_at > $2), '[]') AS reserved,
    EXISTS (SELECT FROM maintenance_window AS work WHERE work.from_at <= $2 AND (work.until_at IS NULL OR work.until_at > $2)
      AND (work.station_id = $1 OR work.site_id = (SELECT site_id FROM station WHERE id = $1))) AS is_in_maintenance,
    EXISTS (SELECT FROM firmware_update WHERE station_id = $1 AND ended_at IS NULL AND stage <> 'waiting')
      OR coalesce((SELECT name ~ '^(Download|Install|Signature)' AND name !~ '(Failed|^Installed)$' FROM station_event
        WHERE station_id = $1 AND kind = 'firmware' AND at > $2::timestamptz - interval '6 hours' ORDER BY at DESC, id DESC LIMIT 1), false)
      AS is_updating,
    EXISTS (SELECT FROM command WHERE station_id = $1 AND id <> $6 AND queued_at > $2::timestamptz - interval '1 hour'
        AND (stage IN ('queued', 'sent') OR stage = 'accepted' AND answered_at > $2::timestamptz - interval '2 minutes'))
      OR EXISTS (SELECT FROM playbook_run WHERE station_id = $1 AND id <> $5 AND state IN ('asking', 'asked')) AS is_busy,
    EXISTS (SELECT FROM work_order WHERE station_id = $1 AND state IN ('under-way', 'on-site')) AS is_visited,
    coalesce((SELECT jsonb_agg(steps) FROM playbook_run WHERE station_id = $1 AND started_at > $4 AND NOT is_dry_run), '[]') AS steps`
