import { PassThrough } from 'node:stream'
import type { Client, FileInfo } from 'basic-ftp'
import { pool } from '../../db/client'
import { env } from '../../env'
import { UNDER_WAY } from '../../firmware/update-stage'
import { plainFileName } from '../file-name'
import { logFolder, packageFolder, readFolder } from '../ftp-places'
import { ftpForStations, onFtp } from '../queries/ftp-server'
import { endLinks } from './issue-link'
import { storeBytes } from './store-bytes'
import {
  CARRY_FORWARD_EVERY_MS,
  carryUploadForward,
  giveUploadBack,
  recordUpload,
  takeRoom,
  type Upload,
} from './take-upload'

/** How each file looked the last time, by folder: one that has not grown since has come whole. */
const looked = new Map<string, string>()

/**
 * Brings home what stations have put on the operator's FTP server, and clears away folders that are over: logs that are here or will
 * not come, packages that nobody fetches any more. Only folders of ours, by links and packages this database knows. SPEC F-22.
 */
export async function fetchFromFtp(): Promise<void> {
  if (ftpForStations() === null) return
  await onFtp(async (client) => {
    const folders = (await client.list()).filter((one) => one.isDirectory && readFolder(one.name) !== null)
    const base = await client.pwd()
    const { open, over } = await judge(folders.map(({ name }) => name))
    for (const known of looked.keys()) if (!open.has(known)) looked.delete(known)
    for (const [folder, tokenHash] of open) {
      const path = `${base.replace(/\/$/, '')}/${folder}`
      const file = await wholeFile(client, path, folder)
      if (file === null) continue
      // When it breaks off it is looked at twice again, and the others have their turn meanwhile.
      looked.delete(folder)
      if (await bringHome(client, { path, file, tokenHash })) await client.removeDir(path)
    }
    for (const folder of over) await client.removeDir(`${base.replace(/\/$/, '')}/${folder}`)
  })
}

/** Which of the folders still wait for a log (with their link's hash), and which are ours and over. */
async function judge(folders: readonly string[]) {
  const begun = (kind: 'log' | 'package') =>
    folders.flatMap((name) => {
      const read = readFolder(name)
      return read?.of === kind ? [read.begins] : []
    })
  const { rows: links } = await pool().query<{ token_hash: string; is_open: boolean }>(LINKS, [begun('log')])
  const { rows: packages } = await pool().query<{ sha256: string }>(UNUSED_PACKAGES, [begun('package'), UNDER_WAY])
  return {
    open: new Map(links.flatMap(({ token_hash, is_open }) => (is_open ? [[logFolder(token_hash), token_hash]] : []))),
    over: [
      ...links.flatMap(({ token_hash, is_open }) => (is_open ? [] : [logFolder(token_hash)])),
      ...packages.map(packageFolder),
    ],
  }
}

const LINKS = `
  SELECT token_hash, used_at IS NULL AND expires_at > now() AS is_open FROM file_link
  WHERE purpose = 'log' AND left(token_hash, 32) = ANY($1::text[])`
// A station that has just been asked has its update before it is told of the address.
const UNUSED_PACKAGES = `
  SELECT sha256 FROM firmware WHERE left(sha256, 32) = ANY($1::text[]) AND NOT EXISTS (
    SELECT 1 FROM firmware_update WHERE firmware_id = firmware.id AND stage = ANY($2::text[]))`

/** The folder's file when it has stopped growing; its first one, should a station have left several. */
async function wholeFile(client: Client, path: string, folder: string): Promise<FileInfo | null> {
  const [file] = (await client.list(path)).filter(({ isFile, size }) => isFile && size > 0)
  if (file === undefined) return null
  const look = `${file.name} ${file.size}`
  const isWhole = looked.get(folder) === look
  looked.set(folder, look)
  return isWhole ? file : null
}

interface Waiting {
  readonly path: string
  readonly file: FileInfo
  readonly tokenHash: string
}

/** True: the file is done with, kept or too large. */
async function bringHome(client: Client, { path, file, tokenHash }: Waiting): Promise<boolean> {
  const maxBytes = env().UPLOAD_MAX_MIB * 1024 * 1024
  const upload = await takeRoom(tokenHash)
  if (upload === null || upload === 'busy') return false
  if (file.size > maxBytes) {
    if (upload.commandId !== null) await endLinks(upload.commandId)
    return true
  }
  const beat = setInterval(() => void carryUploadForward(upload).catch(() => undefined), CARRY_FORWARD_EVERY_MS)
  try {
    await keep(client, `${path}/${file.name}`, { upload, name: file.name, maxBytes })
    return true
  } catch (error) {
    await giveUploadBack(upload).catch(() => undefined) // it is free by itself a little later
    throw error
  } finally {
    clearInterval(beat)
  }
}

interface Kept {
  readonly upload: Upload
  readonly name: string
  readonly maxBytes: number
}

async function keep(client: Client, path: string, { upload, name, maxBytes }: Kept): Promise<void> {
  const bytes = new PassThrough()
  const fetched = client.downloadTo(bytes, path).catch((error: unknown) => {
    bytes.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  })
  const [stored] = await Promise.all([storeBytes(bytes, { maxBytes }), fetched])
  await recordUpload(upload, plainFileName(name, `${upload.kind}.log`), stored)
}
