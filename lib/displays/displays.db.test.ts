import { describe, expect, test } from 'vitest'
import { db, pool } from '../db/client'
import { anActor, aSession, aStation } from '../db/testing/fixtures'
import { HOUR_MS } from '../kernel/time'
import type { DisplayMessage } from './display-message'
import { forgetDisplayMessages, keepDisplayMessage } from './mutations/keep-display-message'
import { recordDisplayMessages } from './mutations/record-display-messages'
import { listDisplayMessages } from './queries'

const operator = anActor('operator')
const message = (messageId: number, over: Partial<DisplayMessage> = {}): DisplayMessage => ({
  messageId,
  priority: 'NormalCycle',
  state: null,
  startAt: null,
  endAt: null,
  transactionId: null,
  format: 'UTF8',
  language: null,
  content: `message ${messageId}`,
  ...over,
})
const shown = async (identity: string) =>
  (await listDisplayMessages(operator, identity)).map(({ messageId }) => messageId)

describe('what stands on a display (L-20)', () => {
  test('by priority; the same number again replaces', async () => {
    const { id, identity } = await aStation()
    await keepDisplayMessage(id, message(1))
    await keepDisplayMessage(id, message(2, { priority: 'AlwaysFront' }))
    await keepDisplayMessage(id, message(1, { content: 'another', priority: 'InFront' }))
    expect(await listDisplayMessages(operator, identity)).toMatchObject([
      { messageId: 2 },
      { messageId: 1, content: 'another', priority: 'InFront' },
    ])
  })

  test('until its end, its session or somebody takes it down', async () => {
    const { id, identity } = await aStation()
    const session = await aSession(id)
    await keepDisplayMessage(id, message(1, { endAt: new Date(Date.now() - 1000) }))
    await keepDisplayMessage(id, message(2, { endAt: new Date(Date.now() + HOUR_MS) }))
    await keepDisplayMessage(id, message(3, { transactionId: session.ocppTransactionId }))
    await keepDisplayMessage(id, message(4, { state: 'Idle' }))
    expect(await shown(identity)).toEqual([2, 3, 4])
    await db().session.update({ where: { id: session.id }, data: { status: 'ended', endedAt: new Date() } })
    await forgetDisplayMessages(id, { state: 'Idle' })
    expect(await shown(identity)).toEqual([2])
  })

  test('a report ends what it was asked about and does not name', async () => {
    const [one, other] = [await aStation(), await aStation()]
    for (const { id } of [one, other]) await keepDisplayMessage(id, message(1))
    await keepDisplayMessage(one.id, message(2, { priority: 'InFront' }))
    const askedAt = new Date(Date.now() + 1000)
    const at = new Date(Date.now() + 2000)
    await recordDisplayMessages.write(pool(), [
      { kind: 'held', stationId: one.id, messages: [message(3)], at },
      { kind: 'gone', stationId: one.id, criteria: { priority: 'NormalCycle' }, at, notSeenSince: askedAt },
    ])
    expect(await shown(one.identity)).toEqual([2, 3])
    expect(await shown(other.identity)).toEqual([1])
  })
})

test('another role is refused, another scope finds nothing', async () => {
  const { identity } = await aStation()
  await expect(listDisplayMessages(anActor('viewer'), identity)).rejects.toMatchObject({ code: 'forbidden' })
  const elsewhere = anActor('operator', { siteIds: [1n] })
  await expect(listDisplayMessages(elsewhere, identity)).rejects.toMatchObject({ code: 'not-found' })
})
