import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Fault, messageOf } from './fault'
import type { PostgresUser } from './postgres-user'

interface NewCluster {
  readonly binaries: string
  readonly folder: string
  /** Of the cluster's only database user, and its password. */
  readonly name: string
  readonly password: string
  /** Who runs the server, see postgres-user.ts. */
  readonly user: PostgresUser
}

/** Made under another name and renamed when whole, so that a start killed half-way leaves nothing to repair. */
export function makeCluster({ binaries, folder, name, password, user }: NewCluster): void {
  const draft = `${folder}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  const passwordFile = path.join(mkdtempSync(path.join(tmpdir(), 'laddvakt-')), 'password')
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 })
    for (const file of [draft, passwordFile, path.dirname(passwordFile)]) user.own(file)
    const [program, ...args] = [
      ...user.command,
      path.join(binaries, 'initdb'),
      `--pgdata=${draft}`,
      `--username=${name}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ]
    execFileSync(program!, args, {
      ...user.options,
      cwd: '/',
      stdio: 'pipe',
      env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH },
    })
    renameSync(draft, folder)
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim()
    throw new Fault(`The database could not be made in ${folder}: ${said || messageOf(error)}`)
  } finally {
    rmSync(path.dirname(passwordFile), { recursive: true, force: true })
  }
}
