import { mkdir, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { db } from '../db/client'
import { aStation } from '../db/testing/fixtures'
import { forgetOldFiles } from './mutations/forget-old-files'
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
  const longAgo = new Date(now.getTime() - 2 * DAYS)
  await utimes(dead!, longAgo, longAgo)
  await forgetOldFiles(now)
  expect(await db().fileLink.count({ where: { stationId: station.id } })).toBe(1)
  expect(await Promise.all([dead!, alive!].map(isThere))).toEqual([false, true])
})
