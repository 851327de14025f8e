import { startProcess } from '../../bench/process'
import { closeDatabase, db } from '../../lib/db/client'
import { migrate } from '../../lib/db/migrate'
import { ensurePartitions } from '../../lib/db/partitions'
import { startTemporaryPostgres } from '../postgres'
import type { Recorded } from './read-recording'

export interface OwnGateway {
  readonly to: string
  stop(): Promise<void>
}

/**
 * A gateway with a database of its own, for one replay: the station is as far as it was in the recording (accepted or not), and the
 * tokens that were accepted or blocked there are so here.
 */
export async function startOwnGateway(identity: string, recording: readonly Recorded[]): Promise<OwnGateway> {
  const cluster = await startTemporaryPostgres()
  process.env.DATABASE_URL = cluster.url
  await migrate(cluster.url)
  await ensurePartitions(new Date())
  await seed(identity, recording)
  await closeDatabase()
  const gateway = await startProcess('ocpp-server/main.ts', {
    DATABASE_URL: cluster.url,
    OCPP_PORT: '0',
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
  })
  return {
    to: `ws://127.0.0.1:${gateway.port}/ocpp`,
    async stop() {
      await gateway.stop()
      await cluster.stop()
    },
  }
}

async function seed(identity: string, recording: readonly Recorded[]): Promise<void> {
  const boot = recording.find(({ action, response }) => action === 'BootNotification' && response !== null)
  const status = (boot?.response as { status?: unknown } | undefined)?.status ?? 'Accepted'
  const registration =
    ({ Accepted: 'accepted', Pending: 'pending' } as Record<string, string>)[String(status)] ?? 'rejected'
  await db().station.create({ data: { identity, registration, allowWithoutPassword: true, state: { create: {} } } })
  for (const [value, standing] of tokensIn(recording)) {
    const past = standing === 'Expired' ? new Date(0) : null
    await db().token.create({
      data: { value, valueFolded: value.trim().toUpperCase(), active: standing !== 'Blocked', expiresAt: past },
    })
  }
}

/** Every token with how it stood when it was first shown; those we did not know stay unknown. */
export function tokensIn(recording: readonly Recorded[]): ReadonlyMap<string, string> {
  const tokens = new Map<string, string>()
  const seen = new Set<string>()
  for (const { direction, request, response } of recording) {
    const said = request as { idTag?: unknown; idToken?: { idToken?: unknown } } | null
    const value = said?.idTag ?? said?.idToken?.idToken
    const answer = response as { idTagInfo?: { status?: unknown }; idTokenInfo?: { status?: unknown } } | null
    const status = answer?.idTagInfo?.status ?? answer?.idTokenInfo?.status
    if (direction !== 'in' || typeof value !== 'string' || typeof status !== 'string') continue
    const folded = value.trim().toUpperCase()
    if (seen.has(folded)) continue
    seen.add(folded)
    if (['Accepted', 'Blocked', 'Expired', 'ConcurrentTx'].includes(status)) tokens.set(value, status)
  }
  return tokens
}
