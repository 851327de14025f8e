import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { bundleOf } from '../scripts/bundle-processes'
import { GATEWAY_NODE_OPTIONS } from '../scripts/plans'

export interface Process {
  readonly pid: number
  readonly port: number
  stop(): Promise<void>
  /** As a power cut would. */
  kill(): Promise<void>
}

/** Starts a program of ours and waits until it says on which port it listens. */
export function startProcess(entry: string, settings: Readonly<Record<string, string>>): Promise<Process> {
  const child = fork(entry, {
    execArgv: [...GATEWAY_NODE_OPTIONS, ...(entry.endsWith('.ts') ? ['--import', 'tsx'] : [])],
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${entry} ended with ${code} before it was ready.`)))
    child.once('message', (message) => {
      const { port } = message as { port: number }
      const end = (signal: NodeJS.Signals) =>
        new Promise<void>((done) => {
          if (child.exitCode !== null || child.signalCode !== null) return done() // it has ended by itself
          child.once('exit', () => done())
          child.kill(signal)
        })
      resolve({ pid: child.pid!, port, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') })
    })
  })
}

/** The gateway as it runs in production, from its bundle (`bundleProcesses` first). One address plays all stations, and one says what a hundred would: nobody's flood. */
export const startGatewayProcess = (databaseUrl: string, over: Readonly<Record<string, string>> = {}) =>
  startProcess(bundleOf('gateway'), {
    DATABASE_URL: databaseUrl,
    OCPP_PORT: '0',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    OCPP_MESSAGES_PER_SECOND: '100000',
    ...over,
  })

/** Resident memory of a process in MiB (Linux; elsewhere NaN). */
export function residentMiB(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

/** Processor time a process has taken so far, seconds (Linux; elsewhere NaN). */
export function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100 // user and system, in hundredths
  } catch {
    return Number.NaN
  }
}
