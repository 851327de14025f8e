import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Is there a process with this number? Also one of another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !isZombie(pid)
}

/** When the process was started, in the system's own spelling: tells it from a later one with the same number. */
export function birthOf(pid: number): string | undefined {
  const stat = procStat(pid)
  if (stat) return stat[19]
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim() || undefined
    )
  } catch {
    return undefined
  }
}

/** The folder the process works in, or its command line where the system does not tell folders. */
export function whereaboutsOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim()
    } catch {
      return ''
    }
  }
}

/** Waits until the process is gone. @returns false when it still is there after `ms` */
export async function waitUntilGone(pid: number, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(25)) if (!isAlive(pid)) return true
  return !isAlive(pid)
}

/** Dead, but not yet fetched by its parent. */
const isZombie = (pid: number) => procStat(pid)?.[0] === 'Z'

/** The fields of /proc/<pid>/stat after the command's name, which may hold spaces: state first, start time 20th. */
function procStat(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return undefined
  }
}
