import type { FirmwareToSend } from '../../firmware/queries/firmware-to-send'
import { logFolder, packageFolder } from '../ftp-places'
import { onFtp } from '../queries/ftp-server'
import { openBytes } from '../queries/open-bytes'

/** Makes the empty folder a station brings its log to. @throws Error as the server says it */
export async function makeLogRoom(tokenHash: string): Promise<string> {
  const folder = logFolder(tokenHash)
  await onFtp((client) => client.ensureDir(folder))
  return folder
}

/** One upload of a package at a time, for all who wait for it. */
const underWay = new Map<string, Promise<void>>()

/** Puts a package where stations fetch it, unless it lies there whole. @throws Error as the server says it */
export async function offerPackage(firmware: FirmwareToSend): Promise<string> {
  const folder = packageFolder(firmware)
  const same = underWay.get(folder)
  if (same !== undefined) return same.then(() => folder)
  const mine = put(firmware, folder).finally(() => underWay.delete(folder))
  underWay.set(folder, mine)
  await mine
  return folder
}

const put = (firmware: FirmwareToSend, folder: string): Promise<void> =>
  onFtp(async (client) => {
    await client.ensureDir(folder)
    const there = (await client.list()).find(({ name }) => name === firmware.fileName)
    if (there?.size === firmware.sizeBytes) return
    // Under another name until it is whole: nobody fetches half a package.
    const half = `${firmware.fileName}.part`
    await client.uploadFrom(openBytes(firmware.sha256), half)
    await client.rename(half, firmware.fileName)
  })
