import pg from 'pg'
import { migrate } from '../lib/db/migrate'
import { createRandom, type Random } from '../simulator/random'
import { fuzz } from './fuzz'
import { Harm } from './fuzz-station'
import { type FuzzedGateway, startGatewayProcess } from './start-gateway'

export interface FuzzRun {
  readonly frames: number
  /** The same seed sends every station the same frames in the same order, but for instants within them. */
  readonly seed: number
}

const ACCEPTED = 96
const PENDING = 24
const REPORT_EVERY = 25_000
const TIDY_EVERY = 20_000
const COMMAND_EVERY_MS = 250

/**
 * Fuzzes a gateway of its own (a process, over real sockets, with a real database) and says how it went.
 * @param databaseUrl an empty database
 * @throws Harm with the seed and the frames that did it
 */
export async function fuzzGateway(databaseUrl: string, { frames, seed }: FuzzRun): Promise<void> {
  await migrate(databaseUrl)
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  sql.on('error', () => undefined) // an idle connection may outlive the database by a moment
  const stations = await prepare(sql)
  const gateway = await startGatewayProcess(databaseUrl)
  const random = createRandom(seed)
  let asked = 0
  const commands = setInterval(() => {
    // One that does not get in (a table is being emptied) is one command less, and no fault of the gateway's.
    ask(sql, random.fork(`command ${asked++}`)).catch(() => undefined)
  }, COMMAND_EVERY_MS)
  const memory = watchMemory(gateway, frames)
  const began = performance.now()
  let [reported, tidied] = [0, 0]
  try {
    const result = await fuzz({
      url: `ws://127.0.0.1:${gateway.port}/ocpp`,
      identities: stations,
      control: 'FUZZ-CONTROL',
      frames,
      random,
      onProgress(sent) {
        memory.check(sent)
        if (sent - tidied >= TIDY_EVERY) {
          tidied = sent
          void tidy(sql)
        }
        if (sent - reported < REPORT_EVERY) return
        reported = sent
        const rate = sent / ((performance.now() - began) / 1000)
        console.error(`… ${sent} frames, ${rate.toFixed(0)} per second, ${memory.summary()}`)
      },
    })
    console.error(
      `${result.frames} mutated frames (seed ${seed}): no harm; ${memory.summary()}; ` +
        `the longest wait of a station beside them ${result.slowestHeartbeatMs.toFixed(0)} ms.`,
    )
  } catch (error) {
    throw error instanceof Harm ? new Harm(`seed ${seed}: ${error.message}`) : error
  } finally {
    clearInterval(commands)
    memory.close()
    await gateway.stop()
    await sql.end()
  }
}

const LOOK_EVERY_MS = 5_000

/** The heap grows at first (schemas are compiled, caches fill), then must stay about where it is. */
function watchMemory(gateway: FuzzedGateway, frames: number) {
  let [nowMiB, warmMiB, sentSoFar] = [0, 0, 0]
  let harm: Harm | null = null
  const timer = setInterval(async () => {
    nowMiB = await gateway.heapMiB().catch(() => nowMiB)
    // A short run may be past its beginning before the first look.
    if (sentSoFar < frames * 0.2 || warmMiB === 0) warmMiB = Math.max(warmMiB, nowMiB)
    else if (nowMiB > warmMiB * 1.5 + 100)
      harm = new Harm(`the heap grew from ${warmMiB.toFixed(0)} to ${nowMiB.toFixed(0)} MiB`)
  }, LOOK_EVERY_MS)
  return {
    check(sent: number): void {
      sentSoFar = sent
      if (gateway.death !== null) throw new Harm(`the gateway has died: ${gateway.death}`)
      if (harm !== null) throw harm
    },
    summary: () => `heap ${nowMiB.toFixed(0)} MiB (${warmMiB.toFixed(0)} when warm)`,
    close: () => clearInterval(timer),
  }
}

async function prepare(sql: pg.Pool): Promise<string[]> {
  const named = (from: number, count: number) => Array.from({ length: count }, (_, n) => `FUZZ-${from + n}`)
  const [accepted, pending] = [named(0, ACCEPTED), named(ACCEPTED, PENDING)]
  const insert =
    'INSERT INTO station (identity, registration, allow_without_password) SELECT unnest($1::text[]), $2, true'
  await sql.query(insert, [[...accepted, 'FUZZ-CONTROL'], 'accepted'])
  await sql.query(insert, [pending, 'pending'])
  await sql.query(`INSERT INTO token (value, value_folded, name) VALUES ('FUZZ-TOKEN', 'FUZZ-TOKEN', 'Fuzz')`)
  return [...accepted, ...pending]
}

/** The log of a million frames is of no use to anybody. One table at a time: a lock on two could wait for the gateway, and it for us. */
async function tidy(sql: pg.Pool): Promise<void> {
  for (const table of ['ocpp_message', 'status_event', 'station_event', 'stream_value', 'battery_swap'])
    await sql.query(`TRUNCATE ${table}`).catch(() => undefined)
}

/** Commands, so that stations answer us as badly as they speak. */
const COMMANDS: readonly Readonly<Record<string, unknown>>[] = [
  { type: 'trigger', message: 'StatusNotification' },
  { type: 'trigger', message: 'BootNotification' },
  { type: 'get-configuration' },
  { type: 'get-configuration', keys: ['HeartbeatInterval', 'OCPPCommCtrlr.HeartbeatInterval'] },
  { type: 'get-report', base: 'full' },
  { type: 'set-configuration', values: [{ key: 'OCPPCommCtrlr.HeartbeatInterval', value: '300' }] },
  { type: 'clear-cache' },
  { type: 'reset', kind: 'soft' },
  { type: 'unlock', evseId: 1 },
  { type: 'change-availability', evseId: 1, operative: true },
  { type: 'start', evseId: 1, token: 'FUZZ-TOKEN' },
  { type: 'get-local-list-version' },
  { type: 'get-composite-schedule', evseId: 1, durationSeconds: 3_600 },
  { type: 'data-transfer', vendorId: 'org.example', data: 'x' },
  { type: 'get-tariffs', evseId: 0 },
  { type: 'get-der-control' },
  { type: 'get-streams' },
  { type: 'ocpp', action: 'GetVariables', payload: { getVariableData: [] } },
]

async function ask(sql: pg.Pool, random: Random): Promise<void> {
  const command = random.pick(COMMANDS)
  const identity = `FUZZ-${random.integer(0, ACCEPTED - 1)}`
  await sql.query(QUEUE, [identity, command.type, JSON.stringify(command)]) // the gateway finds it within seconds
}

const QUEUE = `
  INSERT INTO command (station_id, type, payload, requested_by, expires_at)
  SELECT id, $2, $3, 'system', now() + interval '1 minute' FROM station WHERE identity = $1`
