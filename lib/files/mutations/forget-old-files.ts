import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pool } from '../../db/client'
import { env } from '../../env'
import { DAY_MS } from '../../kernel/time'
import { filesFolder, pathOfBytes } from '../queries/open-bytes'

/** Links are kept for a while after they have led nowhere: who looks into an incident may ask what was handed out. */
const LINKS_KEPT_DAYS = 30

/** Logs older than they are kept, their bytes when nothing else has the same, dead links, and what half uploads left behind. */
export async function forgetOldFiles(now: Date): Promise<void> {
  const { rows: gone } = await pool().query<{ sha256: string }>(FORGET, [now, env().FILE_RETENTION_DAYS])
  const { rows: unused } = await pool().query<{ sha256: string }>(UNUSED, [gone.map(({ sha256 }) => sha256)])
  for (const { sha256 } of unused) await rm(pathOfBytes(sha256), { force: true })
  await pool().query(`DELETE FROM file_link WHERE expires_at < $1::timestamptz - make_interval(days => $2)`, [
    now,
    LINKS_KEPT_DAYS,
  ])
  await removeHalves(now)
}

const FORGET = `DELETE FROM station_file WHERE received_at < $1::timestamptz - make_interval(days => $2) RETURNING sha256`
const UNUSED = `
  SELECT DISTINCT sha256 FROM unnest($1::text[]) AS gone(sha256)
  WHERE NOT EXISTS (SELECT 1 FROM station_file WHERE station_file.sha256 = gone.sha256)
    AND NOT EXISTS (SELECT 1 FROM firmware WHERE firmware.sha256 = gone.sha256)`

async function removeHalves(now: Date): Promise<void> {
  const incoming = path.join(filesFolder(), 'incoming')
  const halves = await readdir(incoming).catch(() => [])
  for (const half of halves) {
    const file = path.join(incoming, half)
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now.getTime() }))
    if (now.getTime() - mtimeMs > DAY_MS) await rm(file, { force: true })
  }
}
