import { Logger as GraphileLogger, parseCronItems, run, type TaskList } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Logger } from 'pino'

/** Work that is due at times of day (UTC). With several workers each occasion is taken by one of them. */
export interface Occasion {
  readonly name: string
  /** Cron pattern, UTC. */
  readonly at: string
  /** When the worker was down then: make good for occasions missed within this time. */
  readonly makeGoodMs: number
  readonly run: (now: Date) => Promise<unknown>
}

/** Runs the occasions from a queue in the database, so that none is forgotten when a worker dies; failed ones are tried again. */
export async function startCalendar(
  occasions: readonly Occasion[],
  pgPool: Pool,
  log: Logger,
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries(
    occasions.map((occasion) => [
      occasion.name,
      async () => {
        await occasion.run(new Date())
      },
    ]),
  )
  const parsedCronItems = parseCronItems(
    occasions.map(({ name, at, makeGoodMs }) => ({
      task: name,
      match: at,
      // The job key keeps missed occasions from piling up: one turn makes good for all.
      options: { backfillPeriod: makeGoodMs, jobKey: name },
    })),
  )
  const runner = await run({
    pgPool,
    taskList,
    parsedCronItems,
    concurrency: 1,
    noHandleSignals: true,
    // Nothing here is urgent; asking seldom leaves the database alone.
    pollInterval: 10_000,
    logger: new GraphileLogger(() => (level, message) => {
      if (level === 'error') log.error(message)
      else if (level === 'warning') log.warn(message)
      else log.debug(message)
    }),
  })
  return { stop: () => runner.stop() }
}
