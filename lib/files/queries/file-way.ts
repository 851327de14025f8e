import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pool } from '../../db/client'
import { getStationKey } from '../../stations/queries/find-station'
import { speaksOnlyFtp } from '../ftp-places'
import { ftpForStations } from './ftp-server'

/** How a station's files go when nobody chooses; null: there is no FTP server, and so no choice. @throws DomainError not-found */
export async function usualFileWay(actor: Actor, identity: string): Promise<'http' | 'ftp' | null> {
  requireAct(actor, 'files.read')
  const { key } = await getStationKey(actor, identity)
  if (ftpForStations() === null) return null
  return (await knowsOnlyFtp(key)) ? 'ftp' : 'http'
}

/** Whether a station has said that it carries files over FTP alone. One that has said nothing is taken to know HTTP. */
export async function knowsOnlyFtp(stationId: bigint): Promise<boolean> {
  const { rows } = await pool().query<{ value: string | null }>(SAID, [stationId])
  return rows.some(({ value }) => speaksOnlyFtp(value))
}

const SAID = `
  SELECT value FROM configuration_value WHERE station_id = $1 AND attribute = 'Actual'
    AND ((component = '' AND lower(key) = 'supportedfiletransferprotocols')
      OR (lower(component) = 'ocppcommctrlr' AND lower(key) = 'filetransferprotocols'))`
