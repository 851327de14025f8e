import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pool } from '../../db/client'
import { env } from '../../env'
import { HOUR_MS } from '../../kernel/time'
import { filesFolder, pathOfBytes } from '../queries/open-bytes'

/** Links are kept for a while after they have led nowhere: who looks into an incident may ask what was handed out. */
const LINKS_KEPT_DAYS = 30

/** Logs older than they are kept, their bytes when nothing else has the same, and dead links. */
export async function forgetOldFiles(now: Date): Promise<void> {
  const { rows: gone } = await pool().query<{ sha256: string }>(FORGET, [now, env().FILE_RETENTION_DAYS])
  const { rows: unused } = await pool().query<{ sha256: string }>(UNUSED, [gone.map(({ sha256 }) => sha256)])
  for (const { sha256 } of unused) await rm(pathOfBytes(sha256), { force: true })
  await pool().query(`DELETE FROM file_link WHERE expires_at < $1::timestamptz - make_interval(days => $2)`, [
    now,
    LINKS_KEPT_DAYS,
  ])
}

const FORGET = `DELETE FROM station_file WHERE received_at < $1::timestamptz - make_interval(days => $2) RETURNING sha256`
const UNUSED = `
  SELECT DISTINCT sha256 FROM unnest($1::text[]) AS gone(sha256)
  WHERE NOT EXISTS (SELECT 1 FROM station_file WHERE station_file.sha256 = gone.sha256)
    AND NOT EXISTS (SELECT 1 FROM firmware WHERE firmware.sha256 = gone.sha256)
    AND NOT EXISTS (SELECT 1 FROM work_entry WHERE work_entry.file = gone.sha256)
    AND NOT EXISTS (SELECT 1 FROM fault_entry WHERE fault_entry.file = gone.sha256)`

/**
 * What uploads have left behind that a process did not live to the end of: halves that nobody has written to for an hour (a transfer
 * that stands still for a minute is given up), and whole files that were never recorded.
 */
export async function forgetLeftovers(now: Date): Promise<void> {
  const isOld = (mtimeMs: number) => now.getTime() - mtimeMs > HOUR_MS
  for (const name of await namesIn(filesFolder())) {
    const folder = path.join(filesFolder(), name)
    const old: string[] = []
    for (const file of await namesIn(folder)) {
      const { mtimeMs } = await stat(path.join(folder, file)).catch(() => ({ mtimeMs: now.getTime() }))
      if (isOld(mtimeMs)) old.push(file)
    }
    const unused = name === 'incoming' ? old : await unusedOf(old)
    for (const file of unused) await rm(path.join(folder, file), { force: true })
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

async function unusedOf(names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await pool().query<{ sha256: string }>(UNUSED, [names.filter((name) => /^[0-9a-f]{64}$/.test(name))])
  return rows.map(({ sha256 }) => sha256)
}
