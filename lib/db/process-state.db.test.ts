import { expect, test } from 'vitest'
import { db } from './client'
import { keepProcessState } from './process-state'

const throwIt = (error: unknown) => {
  throw error
}
const lives = () => db().gatewayLife.findMany({ orderBy: { startedAt: 'asc' } })

test('a gateway’s lives are remembered, and how each ended; other processes have none', async () => {
  const long = new Date(Date.now() - 25 * 3_600_000)
  await db().gatewayLife.create({ data: { gatewayId: 'gateway:a', startedAt: long, seenAt: long } })
  const stop = await keepProcessState('gateway', 'gateway:a', throwIt)
  // What is older than a day is forgotten.
  expect(await lives()).toMatchObject([{ gatewayId: 'gateway:a', isEnded: false }])
  expect(await db().processState.count({ where: { id: 'gateway:a' } })).toBe(1)
  await stop()
  expect(await lives()).toMatchObject([{ isEnded: true }])
  expect(await db().processState.count({ where: { id: 'gateway:a' } })).toBe(0)
  await (await keepProcessState('worker', 'worker:a', throwIt))()
  expect(await lives()).toHaveLength(1)
})
