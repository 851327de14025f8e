import { hostname } from 'node:os'
import pino from 'pino'
import { bus, closeBus } from '../lib/bus/process-bus'
import { closeDatabase, pool } from '../lib/db/client'
import { keepProcessState } from '../lib/db/process-state'
import { env } from '../lib/env'
import { entsoeProvider } from '../lib/spot-prices/spot-provider'
import { startCalendar } from './calendar'
import { startClockwork } from './clockwork'
import { everyFewSeconds, onTheCalendar } from './schedule'
import { sendersOf } from './senders'

const { DATABASE_URL, LOG_LEVEL, MESSAGE_RETENTION_DAYS, NOTICE_RETENTION_DAYS, SPOT_PRICE_URL, SPOT_PRICE_TOKEN } =
  env()
const log = pino({ level: LOG_LEVEL, base: { process: 'worker' } })

// A promise nobody waited for is a bug to be seen, not a reason to leave all other work undone.
process.on('unhandledRejection', (error) => log.error({ error }, 'unhandled rejection'))

if (!DATABASE_URL) throw new Error('DATABASE_URL is not set.')
// A connection that breaks while nobody uses it is replaced at the next query.
pool().on('error', (error) => log.warn({ error }, 'database connection lost'))

const clockwork = startClockwork(
  everyFewSeconds(bus(), sendersOf(env()), {
    messageRetentionDays: MESSAGE_RETENTION_DAYS,
    spotProvider: SPOT_PRICE_TOKEN === undefined ? null : entsoeProvider(SPOT_PRICE_URL, SPOT_PRICE_TOKEN),
  }),
  log,
)
const occasions = onTheCalendar({
  messageRetentionDays: MESSAGE_RETENTION_DAYS,
  noticeRetentionDays: NOTICE_RETENTION_DAYS,
})
const calendar = await startCalendar(occasions, pool(), log)
const leave = await keepProcessState('worker', `worker:${hostname()}`, (error) =>
  log.warn({ error }, 'cannot say that I live'),
)
log.info('worker is running')
process.send?.({ ready: true })

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  await clockwork.stop()
  await calendar.stop()
  await leave()
  await closeBus()
  await closeDatabase()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
process.on('disconnect', stop) // the supervisor is gone
