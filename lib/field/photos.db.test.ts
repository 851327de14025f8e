import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { bus } from '../bus/process-bus'
import { anActor } from '../db/testing/fixtures'
import { forgetLeftovers } from '../files/mutations/forget-old-files'
import { HOUR_MS } from '../kernel/time'
import { keepPhoto } from './mutations/keep-photo'
import { recordEntries } from './mutations/record-entries'
import { findPhoto } from './queries/find-photo'
import type { Sync } from './sync'
import { aFieldDay, type FieldDay } from './testing/field-day'

let day: FieldDay

afterAll(() => bus().close())

beforeEach(async () => {
  day = await aFieldDay()
})

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(randomUUID())])
const sha256 = createHash('sha256').update(jpeg).digest('hex')
const photo = () => ({
  id: randomUUID(),
  workOrderId: String(day.jobId),
  at: day.at(13).toISOString(),
  kind: 'photo',
  detail: { width: 10, height: 10, caption: '' },
  file: sha256,
})
const send = (entries: Sync['entries']) => recordEntries(day.anna, { sentAt: new Date().toISOString(), entries })
async function* bytes(buffer: Buffer) {
  yield buffer
}

it('come before the entry that names them, are kept, and shown only to who may see the job', async () => {
  const entry = photo()
  expect(await send([entry])).toEqual([{ id: entry.id, outcome: 'needs-file' }])
  await keepPhoto(day.anna, sha256, bytes(jpeg))
  await keepPhoto(day.anna, sha256, bytes(jpeg))
  expect(await send([entry])).toMatchObject([{ outcome: 'stored', conflict: null }])
  await forgetLeftovers(new Date(Date.now() + 5 * HOUR_MS))
  expect(await findPhoto(day.anna, entry.id)).toEqual({ sha256, type: 'image/jpeg', sizeBytes: jpeg.length })
  await expect(findPhoto(anActor('operator', { siteIds: [day.siteId + 1n] }), entry.id)).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(findPhoto(anActor('viewer'), entry.id)).rejects.toMatchObject({ code: 'forbidden' })
})

it.each([
  ['an image that is none', Buffer.from('<svg onload="alert(1)">'), 'not-an-image'],
  ['other bytes than announced', Buffer.concat([jpeg, Buffer.from('x')]), 'not-the-hash'],
  ['one that is too large', Buffer.concat([jpeg, Buffer.alloc(7 * 1024 * 1024)]), 'file-too-large'],
])('%s is refused', async (_name, content, fault) => {
  const said = fault === 'not-the-hash' ? sha256 : createHash('sha256').update(content).digest('hex')
  await expect(keepPhoto(day.anna, said, bytes(content))).rejects.toMatchObject({
    code: 'invalid',
    details: { file: fault },
  })
})
