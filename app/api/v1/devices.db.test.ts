import { afterAll, expect, test } from 'vitest'
import { bus } from '@/lib/bus/process-bus'
import { db } from '@/lib/db/client'
import { anActor, aStation } from '@/lib/db/testing/fixtures'
import { API_ROOT, dispatch } from './dispatch'
import { operations } from './operations'

afterAll(() => bus().close())

async function names(path: string): Promise<string[]> {
  const request = new Request(`http://localhost${API_ROOT}${path}`, { headers: { authorization: 'Bearer x' } })
  const actorOfKey = async () => anActor('operator')
  const answer = await dispatch(request, { operations, actorOfKey, overLimit: () => null, checksAnswers: true })
  return ((await answer.json()) as { data: { name: string }[] }).data.map(({ name }) => name)
}

test('one of thousands of settings is found by its name or value', async () => {
  const { id: stationId, identity } = await aStation()
  const at = { stationId, instance: '/', updatedAt: new Date() }
  await db().configurationValue.createMany({
    data: [
      { ...at, component: 'OCPPCommCtrlr', key: 'HeartbeatInterval', value: '300' },
      { ...at, component: 'SampledDataCtrlr', key: 'TxUpdatedInterval', value: '60' },
      { ...at, component: 'SecurityCtrlr', key: 'OrganizationName', value: 'Heartbeat AB' },
    ],
  })
  expect(await names(`/stations/${identity}/configuration?search=HEARTBEAT`)).toEqual([
    'OCPPCommCtrlr.HeartbeatInterval',
    'SecurityCtrlr.OrganizationName',
  ])
  expect(await names(`/stations/${identity}/configuration`)).toHaveLength(3)
  expect(await names(`/stations/${identity}/configuration?search=nothing`)).toEqual([])
})
