import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { waitUntilGone } from './living-process'
import { type LogFile, openLogFile } from './log-file'
import { say } from './say'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** One that ran this long starts afresh with short waits. */
const SOUND_AFTER_MS = 60_000
const STOP_WITHIN_MS = 10_000
const END_WITH_PARENT = fileURLToPath(new URL('end-with-parent.mjs', import.meta.url))

/** A process of the house: how it is started, and how we know that it is at work. */
export interface ProcessPlan {
  readonly name: string
  /** Arguments for Node. */
  readonly args: readonly string[]
  readonly env: () => NodeJS.ProcessEnv
  /** Resolves when it is at work; default: when it sends `{ ready: true }` over its channel. */
  readonly untilReady?: (signal: AbortSignal) => Promise<void>
}

export interface KeptProcess {
  readonly name: string
  /** When it was at work for the first time. */
  readonly ready: Promise<void>
  restart(why: string): void
  stop(): Promise<void>
}

/** Starts a process and keeps it running: when it ends by itself it is started again, after longer and longer waits. */
export function keepRunning(plan: ProcessPlan, logFolder: string): KeptProcess {
  const log = openLogFile(`${logFolder}/${plan.name}.log`)
  let child: ChildProcess
  let stopping = false
  let waits = 0
  let isAskedToRestart = false
  let timer: NodeJS.Timeout | undefined
  let firstReady = () => {}
  const ready = new Promise<void>((resolve) => {
    firstReady = resolve
  })

  function start(isAgain: boolean): void {
    const startedAt = Date.now()
    const gone = new AbortController()
    child = launch(plan, log)
    const lastWords = listenForError(child)
    untilReady(plan, child, gone.signal).then(
      () => {
        firstReady()
        if (isAgain) say(`✓ ${plan.name} is running again.`)
      },
      () => undefined,
    )
    child.once('exit', (code, signal) => {
      gone.abort()
      if (stopping) return
      if (isAskedToRestart) {
        isAskedToRestart = false
        return start(true)
      }
      if (Date.now() - startedAt > SOUND_AFTER_MS) waits = 0
      const wait = Math.min(FIRST_WAIT_MS * 2 ** waits++, LONGEST_WAIT_MS)
      const why = signal ?? lastWords() ?? `exit code ${code}`
      say(`✗ ${plan.name} stopped (${why}); starting it again in ${wait / 1000} s. See ${logFolder}/${plan.name}.log`)
      timer = setTimeout(() => start(true), wait)
    })
  }

  start(false)
  return {
    name: plan.name,
    ready,
    restart: (why) => {
      say(`· ${plan.name} starts again: ${why}.`)
      isAskedToRestart = child.exitCode === null && child.signalCode === null
      child.kill('SIGTERM')
    },
    stop: async () => {
      stopping = true
      clearTimeout(timer)
      await stopChild(child)
      log.close()
    },
  }
}

function launch(plan: ProcessPlan, log: LogFile): ChildProcess {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...plan.args], {
    env: { ...plan.env(), LADDVAKT_SUPERVISOR: String(process.pid) },
    // In a group of its own: Ctrl-C in the terminal reaches it through us, in order.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  child.on('error', (error) => log.write(`${error.stack}\n`))
  child.stdout?.on('data', (chunk: Buffer) => log.write(chunk))
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk))
  return child
}

/** The line in which the process says what went wrong, for the person at the terminal; the log has the rest. */
function listenForError(child: ChildProcess): () => string | undefined {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-8_000)
  })
  return () => said.match(/^(?:Uncaught )?\w*(?:Error|Fault)(?: \[\w+\])?: .*$/m)?.[0].slice(0, 300)
}

function untilReady(plan: ProcessPlan, child: ChildProcess, signal: AbortSignal): Promise<void> {
  if (plan.untilReady) return plan.untilReady(signal)
  return new Promise((resolve) => {
    child.on('message', (message: { ready?: boolean }) => {
      if (message?.ready) resolve()
    })
  })
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  if (!(await waitUntilGone(child.pid, STOP_WITHIN_MS))) child.kill('SIGKILL')
}
