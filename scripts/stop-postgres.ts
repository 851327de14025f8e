import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Fault } from './fault'
import { isAlive, waitUntilGone, whereaboutsOf } from './living-process'

const FAST_WITHIN_MS = 30_000
const KILLED_WITHIN_MS = 5_000

/** Stops a server: fast, then at once, then by force. Whatever it is, what was committed stays. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, ms] of [
    ['SIGINT', FAST_WITHIN_MS],
    ['SIGQUIT', KILLED_WITHIN_MS],
    ['SIGKILL', KILLED_WITHIN_MS],
  ] as const) {
    if (!isAlive(pid)) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
      throw new Fault(`A database left running by another user (process ${pid}) is in the way; stop it first.`)
    }
    if (await waitUntilGone(pid, ms)) return
  }
}

/**
 * Stops what a killed start left behind in the cluster's folder. After a kill -9 of ours the server lives on without us;
 * after a kill -9 of the server its sessions may live on for a moment, and two generations must never write at once.
 */
export async function stopOrphan(folder: string, log: (line: string) => void): Promise<void> {
  const pidFile = path.join(folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  const isTaken = pid > 0 && isAlive(pid)
  const isServer = isTaken && whereaboutsOf(pid).includes(realpathSync(folder))
  if (isServer) {
    log('Stopping a database that an earlier start left running')
    await stopServer(pid)
  }
  await waitUntilDeserted(folder)
  // Another process has the number by now: PostgreSQL would take it for a server and refuse to start.
  if (isTaken && !isServer) rmSync(pidFile, { force: true })
}

/** Every process of a cluster works in its folder. Where the system does not show that, PostgreSQL's own check must do. */
async function waitUntilDeserted(folder: string): Promise<void> {
  if (!existsSync('/proc/self/cwd')) return
  const home = realpathSync(folder)
  const workers = () =>
    readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && whereaboutsOf(Number(entry)) === home)
  for (const end = Date.now() + FAST_WITHIN_MS; workers().length > 0; await sleep(50)) {
    if (Date.now() > end)
      throw new Fault(`Processes of an earlier database still run (${workers().join(', ')}); stop them first.`)
  }
}
