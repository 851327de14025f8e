import { type SpawnOptions, spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { Fault } from './fault'

/**
 * How to run PostgreSQL's programs as somebody they accept: they refuse root. As an ordinary user this changes nothing.
 * `command` is put before the program, `options` go to spawn.
 */
export interface PostgresUser {
  readonly command: readonly string[]
  readonly options: Pick<SpawnOptions, 'uid' | 'gid'>
  own(path: string): void
}

/**
 * @param dataFolder the cluster's folder; if it exists its owner stays the user
 * @param mustReach folders the user has to be able to enter
 * @throws Fault when we are root and no user can be made to reach them
 */
export function postgresUser(dataFolder: string, mustReach: readonly string[]): PostgresUser {
  if (process.getuid?.() !== 0) return { command: [], options: {}, own: () => {} }
  const { uid, gid } = pickUser(dataFolder)
  const own = (path: string) => chownSync(path, uid, gid)
  const plain: PostgresUser = { command: [], options: { uid, gid }, own }
  if (reaches(plain, mustReach)) return plain
  // A checkout or data folder below /root: keep the one right that lets the user pass through folders that are closed to it.
  const right = '+dac_override'
  const command = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--inh-caps',
    right,
    '--ambient-caps',
    right,
  ]
  const passing: PostgresUser = { command, options: {}, own }
  if (reaches(passing, mustReach)) return passing
  throw new Fault(
    `PostgreSQL refuses to run as root, and the user it would run as (number ${uid}) cannot enter ${mustReach.join(' or ')}; ` +
      'start as an ordinary user, move Laddvakt out of the closed folder, or set DATABASE_URL.',
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

function reaches({ command, options }: PostgresUser, folders: readonly string[]): boolean {
  return folders.every((folder) => {
    const [program = 'sh', ...args] = [...command, 'sh', '-c', 'cd "$0"', folder]
    return spawnSync(program, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0
  })
}
