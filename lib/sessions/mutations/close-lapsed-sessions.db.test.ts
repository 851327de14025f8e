import { expect, it } from 'vitest'
import { db } from '../../db/client'
import { aStation, aTariffVersion, aToken } from '../../db/testing/fixtures'
import { HOUR_MS } from '../../kernel/time'
import { flags, say, theSession } from '../testing/record'
import { clock, metered, sample, start, stop, time } from '../testing/say'
import { closeLapsedSessions } from './close-lapsed-sessions'

it('ends a session whose stop never came, once; the driver starts again all the while, and a late stop corrects it', async () => {
  await aToken({ value: 'CARD-1' })
  const tariff = await aTariffVersion([{ components: [{ dimension: 'energy', price: '4' }] }])
  const { id } = await aStation({ tariffId: tariff.tariffId })
  await db().stationState.update({ where: { stationId: id }, data: { online: true } })
  const lost = await say(start(id))
  await say(metered(id, lost.transactionId, [sample(30, 6000)]))
  const next = await say(start(id, { at: time(60), meterStartWh: 6000 }))
  expect(next).toMatchObject({ standing: 'accepted', news: 'started' })
  expect(await closeLapsedSessions(clock(90))).toEqual([])

  const shown = await closeLapsedSessions(new Date(clock(60).getTime() + 2 * HOUR_MS))
  expect(shown).toMatchObject([
    { event: { session: { id: lost.transactionId, status: 'ended', total: '20.00', reviewCount: 2 } } },
  ])
  expect(await closeLapsedSessions(new Date(clock(60).getTime() + 3 * HOUR_MS))).toEqual([])
  const closed = await theSession(lost.sessionId)
  expect(closed).toMatchObject({ endedAt: clock(30), stopReason: 'Lost' })
  expect(flags(closed)).toEqual(['closed-by-rule', 'superseded'])

  await say(stop(id, lost.transactionId, { at: time(45), meterStopWh: 6500 }))
  const corrected = await theSession(lost.sessionId)
  expect(corrected).toMatchObject({ endedAt: clock(45), stopReason: 'Local' })
  expect([corrected.priced?.total?.toString(), flags(corrected)]).toEqual(['22', []])
  expect((await theSession(next.sessionId)).status).toBe('active')
})
