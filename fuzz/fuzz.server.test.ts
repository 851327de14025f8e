import { expect, test } from 'vitest'
import { db } from '../lib/db/client'
import { aStation, aToken } from '../lib/db/testing/fixtures'
import { aGateway } from '../ocpp-server/testing/test-gateway'
import { createRandom } from '../simulator/random'
import { fuzz } from './fuzz'
import { NO_LIMITS } from './no-limits'

// Another seed every day, so that the short slice walks on; a failure names it.
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Date.now() / 86_400_000))

test(`T-22 some thousand mutated frames do no harm (FUZZ_SEED=${SEED})`, async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => void unhandled.push(error)
  process.on('unhandledRejection', note)
  const gateway = await aGateway({ limits: NO_LIMITS })
  await aToken({ value: 'FUZZ-TOKEN' })
  const accepted = await Promise.all(Array.from({ length: 6 }, () => aStation({ evses: 2 })))
  const pending = await Promise.all(Array.from({ length: 3 }, () => aStation({ registration: 'pending' })))
  const { identity: control } = await aStation()
  const result = await fuzz({
    url: `ws://127.0.0.1:${gateway.port}/ocpp`,
    identities: [...accepted, ...pending].map(({ identity }) => identity),
    control,
    frames: 4_000,
    random: createRandom(SEED),
  })
  expect(result.frames).toBeGreaterThanOrEqual(4_000)
  expect(unhandled).toEqual([])
  expect(await db().ocppMessage.count()).toBeGreaterThan(4_000)
  expect(await db().ocppMessage.count({ where: { errorCode: 'InternalError' } })).toBe(0)
  process.off('unhandledRejection', note)
})
