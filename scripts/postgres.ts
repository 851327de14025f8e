import { type ChildProcess, spawn } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Fault } from './fault'
import { makeCluster } from './make-cluster'
import { freePort } from './ports'
import { postgresPackage, reachableCopy } from './postgres-binaries'
import { type PostgresUser, postgresUser } from './postgres-user'
import { stopOrphan, stopServer } from './stop-postgres'

const DATABASE = 'laddvakt'
const USER = 'laddvakt'
const START_WITHIN_MS = 60_000

/** Modest enough for a small machine, quick enough for a busy one. No socket file: only loopback, only with the password. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
}
/** For tests: what they write may be lost with the machine. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

export interface ClusterOptions {
  /** Where the cluster lives; made when absent. */
  readonly folder: string
  /** Of its only user. */
  readonly password: string
  readonly durable?: boolean
  readonly log?: (line: string) => void
}

export interface Cluster {
  readonly url: string
  /** Resolves when the server is gone, asked or not. */
  readonly ended: Promise<void>
  /** Fast shutdown: open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void>
}

/** Starts the cluster in the folder; one that an earlier, killed start left running is stopped first. @throws Fault */
export async function startPostgres({
  folder,
  password,
  durable = true,
  log = () => {},
}: ClusterOptions): Promise<Cluster> {
  mkdirSync(path.dirname(folder), { recursive: true })
  const user = postgresUser(folder)
  const programs = postgresPackage()
  const home = user.canEnter(programs) ? programs : reachableCopy(programs, log)
  const binaries = path.join(home, 'bin')
  if (!existsSync(folder)) {
    log('Making the database')
    makeCluster({ binaries, folder, name: USER, password, user })
  }
  await stopOrphan(folder, log)

  const portFile = path.join(path.dirname(folder), 'database-port')
  const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0)
  writeFileSync(portFile, String(port))
  const url = `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${DATABASE}`

  const logFile = path.join(path.dirname(folder), 'postgres.log')
  const settings = { ...SETTINGS, ...(durable ? {} : FORGETFUL), port: String(port) }
  const server = runServer(path.join(binaries, 'postgres'), folder, settings, logFile, user)
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  await waitUntilReady(url, server, logFile)
  return { url, ended, stop: () => stopServer(server.pid!) }
}

/** A cluster in a temporary folder of its own, gone after `stop`. @param inMemory where there is plenty: for some hundred megabytes at most */
export async function startTemporaryPostgres({ durable = false, inMemory = false } = {}): Promise<Cluster> {
  const home = mkdtempSync(path.join(inMemory ? memoryFolder() : tmpdir(), 'laddvakt-'))
  chmodSync(home, 0o755)
  const cluster = await startPostgres({ folder: path.join(home, 'postgres'), password: 'only-for-tests', durable })
  const stop = async () => {
    await cluster.stop()
    rmSync(home, { recursive: true, force: true })
  }
  return { ...cluster, stop }
}

const MEMORY = '/dev/shm'
const PLENTY_BYTES = 4 * 1024 ** 3

/** Making a database of a thousand files and dropping it, as each test file does, is ten times as dear on a disk. */
function memoryFolder(): string {
  try {
    accessSync(MEMORY, constants.W_OK)
    const { bavail, bsize } = statfsSync(MEMORY)
    if (Math.min(bavail * bsize, freemem()) >= PLENTY_BYTES) return MEMORY
  } catch {
    // This system has no such folder.
  }
  return tmpdir()
}

function runServer(
  program: string,
  folder: string,
  settings: Record<string, string>,
  logFile: string,
  user: PostgresUser,
): ChildProcess {
  if (existsSync(logFile) && statSync(logFile).size > 20_000_000) renameSync(logFile, `${logFile}.1`)
  const log = openSync(logFile, 'a', 0o600)
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, ...args] = [...user.command, program, '-D', folder, ...flags]
  // In a group of its own: Ctrl-C in the terminal must reach it last, through us.
  const server = spawn(command!, args, {
    ...user.options,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH },
  })
  closeSync(log)
  return server
}

/** Also makes the database at the first start. */
async function waitUntilReady(url: string, server: ChildProcess, logFile: string): Promise<void> {
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  for (const end = Date.now() + START_WITHIN_MS; Date.now() < end; await sleep(20)) {
    if (server.exitCode !== null || server.signalCode !== null) {
      const last = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' ')
      throw new Fault(`The database did not start: ${last} (${logFile})`)
    }
    const client = new pg.Client({ connectionString: maintenance.toString() })
    try {
      await client.connect()
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
      return
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') {
        throw new Fault(
          `The password kept in the data folder does not fit the database in it (${path.dirname(logFile)}).`,
        )
      }
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  throw new Fault(`The database did not become ready within ${START_WITHIN_MS / 1000} s; see ${logFile}.`)
}
