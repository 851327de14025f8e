import type { FilesContent } from '@/components/station/tabs'
import type { Actor } from '@/lib/access/actor'
import { usualFileWay } from '@/lib/files/queries/file-way'
import { listStationFiles } from '@/lib/files/queries/list-station-files'
import { listFirmware } from '@/lib/firmware/queries/list-firmware'
import { listUpdates } from '@/lib/firmware/queries/list-updates'
import { findStation } from '@/lib/stations/queries/find-station'

/** A station's logs and updates, and the packages it could be given: those made for it first. */
export async function readFiles(actor: Actor, identity: string): Promise<FilesContent> {
  const [files, updates, firmware, station, usualWay] = await Promise.all([
    listStationFiles(actor, identity, { limit: 100 }),
    listUpdates(actor, identity, { limit: 50 }),
    listFirmware(actor, { limit: 500 }),
    findStation(actor, identity),
    usualFileWay(actor, identity),
  ])
  const isFor = (own: string | null | undefined, meant: string) =>
    meant === '' || own?.trim().toLowerCase() === meant.trim().toLowerCase()
  const choices = firmware.rows.map(({ id, vendor, model, version, isSigned }) => ({
    id: String(id),
    name: [vendor, model, version].filter(Boolean).join(' '),
    isSigned,
    fits: isFor(station?.station.vendor, vendor) && isFor(station?.station.model, model),
  }))
  return {
    tab: 'files',
    files: files.rows,
    updates: updates.rows,
    usualWay,
    firmware: choices.sort((a, b) => Number(b.fits) - Number(a.fits)),
  }
}
