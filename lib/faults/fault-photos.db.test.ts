import { createHash, randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { bus } from '../bus/process-bus'
import { db } from '../db/client'
import { anActor, aSite, aStation } from '../db/testing/fixtures'
import { keepPhoto } from '../field/mutations/keep-photo'
import { forgetLeftovers } from '../files/mutations/forget-old-files'
import { HOUR_MS } from '../kernel/time'
import { addFaultPhoto } from './mutations/add-fault-photo'
import { findFaultPhoto } from './queries/find-fault-photo'
import { listFaultEntries } from './queries/list-entries'

afterAll(() => bus().close())

const operator = anActor('operator')
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(randomUUID())])
const sha256 = createHash('sha256').update(png).digest('hex')
const photo = { sha256, width: 10, height: 10, caption: 'From the driver' }
async function* bytes() {
  yield png
}

test('the desk adds a photo to a fault without a job; it is kept, and shown to who works with faults', async () => {
  const site = await aSite()
  const { id: stationId } = await aStation({ siteId: site.id })
  const at = new Date()
  const said = { source: 'event', code: 'X', severity: 3, openedAt: at, lastSeenAt: at }
  const { id } = await db().fault.create({ data: { ...said, stationId, siteId: site.id, closedAt: at } })
  await expect(addFaultPhoto(operator, id, photo)).rejects.toMatchObject({ details: { sha256: 'needs-file' } })
  await keepPhoto(operator, sha256, bytes())
  await expect(addFaultPhoto(anActor('viewer'), id, photo)).rejects.toMatchObject({ code: 'forbidden' })
  const elsewhere = anActor('operator', { siteIds: [site.id + 1n] })
  await expect(addFaultPhoto(elsewhere, id, photo)).rejects.toMatchObject({ code: 'not-found' })
  expect(await addFaultPhoto(operator, id, photo)).toEqual({ changed: 1 })
  const [entry] = await listFaultEntries(operator, id)
  expect(entry).toMatchObject({ kind: 'photo', detail: { caption: 'From the driver' } })
  expect(await listFaultEntries(anActor('viewer'), id)).toEqual([])
  await forgetLeftovers(new Date(Date.now() + 5 * HOUR_MS))
  expect(await findFaultPhoto(operator, entry!.id)).toEqual({ sha256, type: 'image/png', sizeBytes: png.length })
  await expect(findFaultPhoto(anActor('viewer'), entry!.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(findFaultPhoto(elsewhere, entry!.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await db().auditEntry.count({ where: { act: 'fault.photo' } })).toBe(1)
})
