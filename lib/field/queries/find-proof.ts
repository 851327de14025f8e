import type { Transaction } from '../../db/client'
import type { ConnectorStatus } from '../../stations/status'
import { isPassedProbe, isRealCharge, type ProbeFacts, type StationFacts } from '../proof'

interface ProvenJob {
  readonly stationId: bigint
  /** Where the fault is; 0: the whole station. */
  readonly evse: number
  /** When the technician came. */
  readonly since: Date
}

/** The newest command that shows that the job's place works; null when there is none. */
export async function findProbe(tx: Transaction, job: ProvenJob): Promise<bigint | null> {
  const commands = await tx.command.findMany({
    where: { stationId: job.stationId, stage: 'confirmed', queuedAt: { gte: job.since } },
    select: { id: true, type: true, stage: true, queuedAt: true, confirmedAt: true },
    orderBy: { id: 'desc' },
    take: 50,
  })
  if (commands.length === 0) return null
  const station = await stationFacts(tx, job.stationId)
  return commands.find((command: ProbeFacts) => isPassedProbe(command, station, job))?.id ?? null
}

/** The newest session that charged at the job's place; null when there is none. */
export async function findCharge(tx: Transaction, job: ProvenJob): Promise<bigint | null> {
  const sessions = await tx.session.findMany({
    where: { stationId: job.stationId, startedAt: { gte: job.since } },
    select: { id: true, evseNumber: true, startedAt: true, energyWh: true },
    orderBy: { startedAt: 'desc' },
    take: 50,
  })
  const found = sessions.find(({ evseNumber, startedAt, energyWh }) =>
    isRealCharge({ evse: evseNumber, startedAt, energyWh: energyWh.toNumber() }, job),
  )
  return found?.id ?? null
}

/** What the station says of itself now. */
async function stationFacts(tx: Transaction, stationId: bigint): Promise<StationFacts> {
  const [state, connectors] = await Promise.all([
    tx.stationState.findUnique({ where: { stationId }, select: { online: true } }),
    tx.connector.findMany({
      where: { stationId },
      select: { evse: { select: { number: true } }, state: { select: { status: true } } },
    }),
  ])
  return {
    isOnline: state?.online ?? false,
    connectors: connectors.map(({ evse, state }) => ({
      evse: evse.number,
      status: (state?.status ?? 'unknown') as ConnectorStatus,
    })),
  }
}
