import { mkdir, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { db } from '../db/client'
import { aStation } from '../db/testing/fixtures'
import { forgetLeftovers, forgetOldFiles } from './mutations/forget-old-files'
import { issueLink } from './mutations/issue-link'
import { storeBytes } from './mutations/store-bytes'
import { filesFolder, pathOfBytes } from './queries/open-bytes'

const DAYS = 86_400_000
const isThere = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

test('F-4 old logs go, with their bytes unless something else has the same; what is new stays', async () => {
  const now = new Date()
  const station = await aStation()
  async function aLog(text: string, daysAgo: number) {
    const { sha256, sizeBytes } = await storeBytes(bytesOf(text), { maxBytes: 1_000 })
    await db().stationFile.create({
      data: {
        stationId: station.id,
        kind: 'diagnostics',
        fileName: 'x.log',
        sizeBytes: BigInt(sizeBytes),
        sha256,
        receivedAt: new Date(now.getTime() - daysAgo * DAYS),
      },
    })
    return pathOfBytes(sha256)
  }
  const [old, recent, shared] = [await aLog('old', 200), await aLog('recent', 100), await aLog('shared', 200)]
  await aLog('shared', 1)
  await forgetOldFiles(now)
  expect(await Promise.all([old, recent, shared].map(isThere))).toEqual([false, true, true])
  expect(await db().stationFile.count({ where: { stationId: station.id } })).toBe(2)
})

test('F-7 dead links and half uploads of a gateway that died go', async () => {
  const now = new Date()
  const station = await aStation()
  const link = (daysAgo: number) =>
    issueLink(
      { purpose: 'log', kind: 'security' },
      { stationId: station.id, commandId: 1n, expiresAt: new Date(now.getTime() - daysAgo * DAYS) },
    )
  await link(40)
  await link(1)
  const incoming = path.join(filesFolder(), 'incoming')
  await mkdir(incoming, { recursive: true })
  const [dead, alive] = ['dead.part', 'alive.part'].map((name) => path.join(incoming, name))
  for (const file of [dead!, alive!]) await writeFile(file, 'half')
  const { sha256: unrecorded } = await storeBytes(bytesOf('whole, and never recorded'), { maxBytes: 1_000 })
  const { sha256: recent } = await storeBytes(bytesOf('about to be recorded'), { maxBytes: 1_000 })
  const { sha256: kept } = await storeBytes(bytesOf('of use'), { maxBytes: 1_000 })
  await db().stationFile.create({
    data: { stationId: station.id, kind: 'security', fileName: 'x', sizeBytes: 6n, sha256: kept, receivedAt: now },
  })
  const hoursAgo = new Date(now.getTime() - 2 * 3_600_000)
  for (const file of [dead!, pathOfBytes(unrecorded), pathOfBytes(kept)]) await utimes(file, hoursAgo, hoursAgo)
  await forgetOldFiles(now)
  await forgetLeftovers(now)
  expect(await db().fileLink.count({ where: { stationId: station.id } })).toBe(1)
  expect(await Promise.all([dead!, alive!].map(isThere))).toEqual([false, true])
  expect(await Promise.all([unrecorded, recent, kept].map(pathOfBytes).map(isThere))).toEqual([false, true, true])
})
