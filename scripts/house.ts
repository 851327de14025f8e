import path from 'node:path'
import { closeDatabase } from '../lib/db/client'
import { migrate } from '../lib/db/migrate'
import { ensurePartitions } from '../lib/db/partitions'
import { type Env, parseEnv } from '../lib/env'
import { consoleUrl } from '../lib/kernel/console-url'
import { rollUpRevenue } from '../lib/revenue/mutations/roll-up-revenue'
import { banner } from './banner'
import { buildApp, isAppBuilt } from './build-app'
import { bundleProcesses } from './bundle-processes'
import { Closing } from './closing'
import { openDataFolder } from './data-folder'
import { type Database, runDatabase, useDatabase } from './database'
import { Fault, messageOf, tell } from './fault'
import { openTheDoor } from './first-start'
import { type KeptProcess, keepRunning, type ProcessPlan } from './kept-process'
import { gatewayPlan, webPlan, workerPlan } from './plans'
import { requireFreePort } from './ports'
import { restartOnChange } from './restart-on-change'
import { say, step } from './say'

export interface HouseOptions {
  /** Settings that hold unless the environment says otherwise. */
  readonly defaults?: Readonly<Record<string, string>>
  /** Run from the sources (`next dev`) instead of the built app. */
  readonly dev?: boolean
  /** Work on the migrated database before anything runs, e.g. the demo's history. */
  readonly prepare?: (settings: Env) => Promise<void>
  /** More processes, started last. */
  readonly more?: (env: () => NodeJS.ProcessEnv, settings: Env) => readonly ProcessPlan[]
  readonly notes?: readonly string[]
}

/**
 * Opens the whole house: database, migrations, first administrator, app, then worker, gateway and web, all kept running until
 * a signal says stop. Then everything is closed in the opposite order.
 */
export async function openHouse(options: HouseOptions): Promise<void> {
  const closing = new Closing()
  try {
    const opening = open(options, closing)
    closing.waitFor(opening)
    await opening
  } catch (error) {
    // A step that fails because we are stopping has nothing to tell.
    if (closing.signal.aborted) return
    tell(error)
    await closing.close(1)
  }
}

async function open(
  { defaults = {}, dev = false, prepare, more, notes }: HouseOptions,
  closing: Closing,
): Promise<void> {
  const startedAt = Date.now()
  for (const [name, value] of Object.entries(defaults)) process.env[name] ||= value
  const settings = readSettings()
  const folder = openDataFolder(settings.DATA_DIR)
  closing.later('lock', async () => folder.unlock())
  const patienceMs = folder.wasLeft ? 10_000 : 0
  await requireFreePort(settings.PORT, settings.HOST, 'PORT', patienceMs)
  await requireFreePort(settings.OCPP_PORT, settings.HOST, 'OCPP_PORT', patienceMs)
  if (settings.OCPP_TLS_PORT !== undefined)
    await requireFreePort(settings.OCPP_TLS_PORT, settings.HOST, 'OCPP_TLS_PORT', patienceMs)

  const kept: KeptProcess[] = []
  const database = await openDatabase(settings, folder, closing, () => {
    for (const one of kept) one.restart('the database has another address now')
  })
  closing.later('connections', closeDatabase)
  // From here on the doors of lib/ work in this process too.
  process.env.DATABASE_URL = database.url()
  process.env.NEXTAUTH_SECRET ||= folder.secret('nextauth-secret')
  // 32 random bytes are a private key of P-256 but for one in four thousand million.
  process.env.VAPID_PRIVATE_KEY ||= folder.secret('vapid-private-key')
  closing.signal.throwIfAborted()
  const setupPath = await step('Preparing the database', async () => {
    await migrate(database.url(), { log: say })
    await ensurePartitions(new Date())
    return openTheDoor(settings)
  })
  closing.signal.throwIfAborted()
  const { signal } = closing
  const build = async () => {
    if (dev) return
    if (!isAppBuilt()) await step('Building the app (when its sources changed)', () => buildApp({ signal }))
    await bundleProcesses()
  }
  await Promise.all([build(), prepare?.(settings)])
  // The worker does it too, but after an upgrade of years every page with revenue would wait for it.
  await step('Adding up the revenue', () => rollUpRevenue())
  // The supervisor needs no connections while the house runs: one that breaks must not break it.
  await closeDatabase()
  signal.throwIfAborted()

  const env = () => childEnv(settings, folder.path, database.url(), dev)
  const own = { env, dev }
  const plans = [workerPlan(own), gatewayPlan(own), webPlan({ ...own, host: settings.HOST, port: settings.PORT })]
  const logs = path.join(folder.path, 'logs')
  await step('Starting web, gateway and worker', async () => {
    for (const plan of [...plans, ...(more?.(env, settings) ?? [])]) {
      const one = keepRunning(plan, logs)
      kept.push(one)
      closing.later(one.name, () => one.stop())
    }
    await Promise.all(kept.map((one) => one.ready))
  })
  if (dev) restartOnChange(kept.filter(({ name }) => name === 'gateway' || name === 'worker'))
  const seconds = (Date.now() - startedAt) / 1000
  say(banner({ settings, setupPath, logs: shownPath(logs), seconds, notes }))
}

/** As a person would write it from here. */
const shownPath = (absolute: string) => {
  const relative = path.relative('', absolute)
  return relative.startsWith('..') ? absolute : relative
}

function readSettings(): Env {
  try {
    return parseEnv(process.env)
  } catch (error) {
    throw new Fault(messageOf(error))
  }
}

async function openDatabase(
  settings: Env,
  folder: ReturnType<typeof openDataFolder>,
  closing: Closing,
  onMoved: () => void,
) {
  const external = settings.DATABASE_URL
  const database: Database = external
    ? await step('Reaching the database', () => useDatabase(external))
    : await step('Starting the database', () => runDatabase(folder, onMoved))
  closing.later('database', () => database.stop())
  return database
}

/** What the children know: the settings, but not the secrets that are only for the first start. */
function childEnv(settings: Env, dataFolder: string, databaseUrl: string, dev: boolean): NodeJS.ProcessEnv {
  const { ADMIN_PASSWORD: _password, BOOTSTRAP_API_KEY: _key, ...passed } = process.env
  return {
    ...passed,
    NODE_ENV: dev ? 'development' : 'production',
    DATA_DIR: dataFolder,
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: consoleUrl(settings),
    NEXT_TELEMETRY_DISABLED: '1',
  }
}
