import { type SpawnOptions, spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Fault } from './fault'

/**
 * How to run PostgreSQL's programs as somebody they accept: they refuse root. As an ordinary user this changes nothing.
 * `command` is put before the program, `options` go to spawn.
 */
export interface PostgresUser {
  readonly command: readonly string[]
  readonly options: Pick<SpawnOptions, 'uid' | 'gid'>
  own(file: string): void
  /** Can the user enter the folder without any special right? */
  canEnter(folder: string): boolean
}

/**
 * @param dataFolder the cluster's folder, whose owner stays the user; its parent must exist
 * @throws Fault when we are root and no user can be made to get there
 */
export function postgresUser(dataFolder: string): PostgresUser {
  if (process.getuid?.() !== 0) return { command: [], options: {}, own: () => {}, canEnter: () => true }
  const { uid, gid } = pickUser(dataFolder)
  const own = (file: string) => chownSync(file, uid, gid)
  const canEnter = (folder: string) => reaches([], { uid, gid }, folder)
  const plain: PostgresUser = { command: [], options: { uid, gid }, own, canEnter }
  const parent = path.dirname(dataFolder)
  if (canEnter(parent)) return plain
  // A data folder below /root: keep the one right that lets the user pass through folders that are closed to it.
  const right = '+dac_override'
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const command = ['setpriv', ...ids, '--inh-caps', right, '--ambient-caps', right]
  if (reaches(command, {}, parent)) return { command, options: {}, own, canEnter }
  throw new Fault(
    `PostgreSQL refuses to run as root, and the user it would run as (number ${uid}) cannot enter ${parent}; ` +
      'start as an ordinary user, set DATA_DIR to a folder others may enter, or set DATABASE_URL.',
  )
}

function pickUser(dataFolder: string): { uid: number; gid: number } {
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder)
    if (uid !== 0) return { uid, gid }
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const user = ['postgres', 'nobody'].map((name) => users.find(([known]) => known === name)).find(Boolean)
  if (!user) throw new Fault('PostgreSQL refuses to run as root; start as an ordinary user, or set DATABASE_URL.')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

function reaches(command: readonly string[], options: PostgresUser['options'], folder: string): boolean {
  const [program = 'sh', ...args] = [...command, 'sh', '-c', 'cd "$0"', folder]
  return spawnSync(program, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0
}
