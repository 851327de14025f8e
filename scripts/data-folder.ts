import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Fault, messageOf } from './fault'
import { birthOf, isAlive } from './living-process'

/** The folder that holds everything the house keeps outside a database server: locked while one start uses it. */
export interface DataFolder {
  readonly path: string
  /** The start before this one was killed: what it started may still be on its way out. */
  readonly wasLeft: boolean
  /** A secret that is made at the first start and kept, readable by nobody else. */
  secret(name: string): string
  unlock(): void
}

/** @throws Fault when the folder cannot be written or another start uses it */
export function openDataFolder(folder: string): DataFolder {
  const absolute = path.resolve(folder)
  try {
    mkdirSync(absolute, { recursive: true, mode: 0o755 })
  } catch (error) {
    throw new Fault(`The data folder ${absolute} cannot be made: ${messageOf(error)}.`)
  }
  const lock = path.join(absolute, 'lock')
  const wasLeft = takeLock(lock, absolute)
  return {
    path: absolute,
    wasLeft,
    secret: (name) => readOrMakeSecret(path.join(absolute, name)),
    unlock: () => rmSync(lock, { force: true }),
  }
}

/**
 * A lock names its process and that process's birth, so that one left by a killed start is known as stale.
 * @returns whether there was such a one
 */
function takeLock(lock: string, folder: string): boolean {
  const mine = `${process.pid} ${birthOf(process.pid)}`
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(lock, mine, { flag: 'wx' })
      return attempt > 0
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new Fault(`The data folder ${folder} cannot be written: ${messageOf(error)}.`)
      }
    }
    const holder = readFileSync(lock, 'utf8')
    const [pid = '0', ...birth] = holder.split(' ')
    if (Number(pid) > 0 && isAlive(Number(pid)) && birthOf(Number(pid)) === birth.join(' ')) {
      throw new Fault(
        `Laddvakt is already running on the data folder ${folder} (process ${pid}); stop that one first, or set DATA_DIR.`,
      )
    }
    // Moved away before it is removed: of two starts that find the same stale lock, one gets to. What was moved may
    // already be the other one's fresh lock: then it goes back.
    const moved = `${lock}.${process.pid}`
    try {
      renameSync(lock, moved)
      if (readFileSync(moved, 'utf8') === holder) rmSync(moved)
      else renameSync(moved, lock)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Fault(`The data folder ${folder} is being taken by another start.`)
}

function readOrMakeSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const secret = randomBytes(32).toString('base64url')
  // Under its name only when it is whole: a start that is killed here leaves no half secret.
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secret
}
