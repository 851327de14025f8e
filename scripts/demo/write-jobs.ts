import type { Sql } from '../../lib/db/coalesce'

/** What a technician might have to do on an ordinary day, at the first station of each of these sites. */
const JOBS = [
  { site: 'KIS', title: 'Årlig kontroll', safety: '' },
  {
    site: 'MOS',
    title: 'Kontrollera jordfelsbrytaren',
    safety: 'Bryt i gruppcentralen bredvid hissen. Kör spänningslöst.',
  },
  { site: 'HAM', title: 'Byt skyltar och rengör kontakter', safety: '' },
  { site: 'UPP', title: 'Byt sliten kabel', safety: 'Två personer vid lyft av kabeln.' },
] as const

/** What waits for somebody to be sent. */
const UNASSIGNED = { station: 'SE-LUL-02', title: 'Måla om parkeringslinjerna' }

/** Today's jobs of the demo's technician, so that the tablet has a day to show. @param now epoch milliseconds */
export async function writeJobs(sql: Sql, now: number): Promise<void> {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(now)
  await sql.query(
    `INSERT INTO work_order (station_id, assignee_id, title, safety, planned_on, created_by)
     SELECT station.id, (SELECT id FROM user_account WHERE role = 'technician' LIMIT 1), job.title, job.safety, $1, 'system'
     FROM unnest($2::text[], $3::text[], $4::text[]) AS job(identity, title, safety)
     JOIN station ON station.identity = job.identity`,
    [today, JOBS.map(({ site }) => `SE-${site}-01`), JOBS.map(({ title }) => title), JOBS.map(({ safety }) => safety)],
  )
  await sql.query(
    `INSERT INTO work_order (station_id, title, created_by) SELECT id, $2, 'system' FROM station WHERE identity = $1`,
    [UNASSIGNED.station, UNASSIGNED.title],
  )
}
