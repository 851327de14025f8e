import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { freePort } from '../scripts/ports'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const READY_WITHIN_MS = 120_000

/** A whole Laddvakt of one's own, as `npm start` runs it. */
export interface House {
  readonly consoleUrl: string
  /** Where stations connect: `${ocppUrl}/<station id>`. */
  readonly ocppUrl: string
  readonly admin: { readonly email: string; readonly password: string }
  /** An administrator's. */
  readonly apiKey: string
  readonly databaseUrl: string
  readonly dataFolder: string
  /** Closes everything and drops the database. */
  stop(): Promise<void>
}

/** Starts the built app with all its processes on free ports and an empty database. @param settings more of .env.example */
export async function startHouse(settings: Readonly<Record<string, string>> = {}): Promise<House> {
  const database = await makeDatabase()
  const home = mkdtempSync(path.join(tmpdir(), 'laddvakt-house-'))
  const [port, ocppPort] = [await freePort(), await freePort()]
  const admin = { email: 'admin@example.com', password: 'korrekt-hast-batteri' }
  const apiKey = `lv_${randomBytes(32).toString('base64url')}`
  const supervisor = spawn(process.execPath, ['scripts/run.mjs', 'start'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      OCPP_PORT: String(ocppPort),
      DATA_DIR: home,
      DATABASE_URL: database.url,
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      BOOTSTRAP_API_KEY: apiKey,
      ...settings,
    },
  })
  await untilRunning(supervisor)
  return {
    consoleUrl: `http://localhost:${port}`,
    ocppUrl: `ws://127.0.0.1:${ocppPort}/ocpp`,
    admin,
    apiKey,
    databaseUrl: database.url,
    dataFolder: home,
    async stop() {
      const gone = new Promise((resolve) => supervisor.once('exit', resolve))
      supervisor.kill('SIGTERM')
      await gone
      rmSync(home, { recursive: true, force: true })
      await database.drop()
    },
  }
}

function untilRunning(supervisor: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The house did not start (${why}):\n${said}`))
    const timer = setTimeout(() => {
      supervisor.kill('SIGTERM')
      fail('too slow')
    }, READY_WITHIN_MS)
    const hear = (chunk: Buffer) => {
      said += chunk
      if (!said.includes('Laddvakt is running')) return
      clearTimeout(timer)
      resolve()
    }
    supervisor.stdout?.on('data', hear)
    supervisor.stderr?.on('data', hear)
    supervisor.once('exit', (code) => fail(`exit code ${code}`))
  })
}

async function makeDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('Browser tests need TEST_DATABASE_URL; run them with: npm test -- e2e')
  const name = `laddvakt_e2e_${randomBytes(8).toString('hex')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await onServer(server, `CREATE DATABASE ${name}`)
  return { url: url.toString(), drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
