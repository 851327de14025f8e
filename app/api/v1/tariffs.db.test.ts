import { afterAll, expect, test } from 'vitest'
import { bus } from '@/lib/bus/process-bus'
import { anActor } from '@/lib/db/testing/fixtures'
import { aPayer } from '@/lib/invoices/testing/billing-world'
import { dayAt } from '@/lib/plans/plan-month'
import { API_ROOT, dispatch } from './dispatch'
import { operations } from './operations'

afterAll(() => bus().close())

async function ask(method: string, path: string, body?: object) {
  const request = new Request(`http://localhost${API_ROOT}${path}`, {
    method,
    headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const actorOfKey = async () => anActor('operator')
  const answer = await dispatch(request, { operations, actorOfKey, overLimit: () => null, checksAnswers: true })
  return { status: answer.status, body: await answer.json() }
}

const ELEMENTS = [
  {
    components: [
      { dimension: 'energy', price: '0.25', spot: { rule: 'quarter', fees: '0.32', ceiling: '6.00' } },
      { dimension: 'idle', price: '1', graceSeconds: 1800, maxAmount: '100' },
    ],
    restrictions: { startTime: '06:00', endTime: '22:00', daysOfWeek: ['monday'] },
  },
  { components: [{ dimension: 'energy', price: '2.90', stepSize: 100 }] },
]

test('a tariff with a spot price, a capped idle fee, hours and limits is made, read and changed', async () => {
  const made = await ask('POST', '/tariffs', { name: 'Spot', elements: ELEMENTS, limits: { max: { inclVat: '500' } } })
  expect(made).toMatchObject({
    status: 201,
    body: { version: 1, pricePerKwh: null, elements: ELEMENTS, limits: { max: { inclVat: '500' } } },
  })
  const path = `/tariffs/${made.body.id}`

  expect(await ask('PATCH', path, { limits: null, note: 'No cap' })).toMatchObject({
    status: 200,
    body: { version: 2, note: 'No cap', elements: ELEMENTS, limits: null },
  })
  expect(await ask('PATCH', path, { pricePerKwh: '4' })).toMatchObject({ status: 409 })

  const at = new Date(Date.now() + 86_400_000).toISOString()
  const plain = [{ components: [{ dimension: 'energy', price: '4.00' }] }]
  const planned = await ask('PATCH', path, { elements: plain, effectiveFrom: at, version: 2 })
  expect(planned).toMatchObject({ status: 200, body: { version: 2 } })
  expect((await ask('GET', `${path}/versions`)).body.data).toMatchObject([
    { number: 3, effectiveFrom: at, isInEffect: false },
    { number: 2, isInEffect: true },
    { number: 1, isInEffect: false },
  ])
  expect(await ask('PATCH', path, { name: 'X', version: 2 })).toMatchObject({ status: 409 })
})

test('what cannot be is refused by its path: prices said twice, unknown restrictions, two prices for one thing', async () => {
  const refused = async (body: object) => {
    const { status, body: problem } = await ask('POST', '/tariffs', { name: 'X', ...body })
    return [status, JSON.stringify(problem)]
  }
  const element = { components: [{ dimension: 'energy', price: '4' }] }
  const path = (text: string) => [422, expect.stringContaining(text)]
  expect(await refused({ pricePerKwh: '4', elements: [element] })).toEqual(path('elements'))
  expect(await refused({ elements: [{ ...element, restrictions: { moonPhase: 'full' } }] })).toEqual(path('moonPhase'))
  const twice = { components: [...element.components, ...element.components] }
  expect(await refused({ elements: [twice] })).toEqual(path('two prices'))
  expect(await refused({})).toEqual(path('pricePerKwh'))
})

test('a plan is given, ended, and taken back before it has begun', async () => {
  const terms = { currency: 'SEK', pricesIncludeVat: true, vatPercent: '25', monthlyFee: '199' }
  const plan = await ask('POST', '/plans', { name: 'Bas', terms })
  expect(plan.status).toBe(201)
  expect(await ask('POST', '/plans', { name: 'Bas', terms: { ...terms, vatPercent: '10' } })).toMatchObject({
    status: 422,
  })
  const [today, tomorrow] = [0, 86_400_000].map((ms) => dayAt(new Date(Date.now() + ms)))
  const wish = { planId: plan.body.id, customerId: String((await aPayer()).id), fromDay: tomorrow }
  const given = await ask('POST', '/subscriptions', wish)
  expect(given).toMatchObject({ status: 201, body: { standing: 'to-come' } })
  const path = `/subscriptions/${given.body.id}`
  expect(await ask('PATCH', path, { untilDay: tomorrow })).toMatchObject({ status: 200, body: { untilDay: tomorrow } })
  expect(await ask('PATCH', path, { untilDay: today })).toMatchObject({ status: 200, body: { standing: 'ended' } })
  expect((await ask('GET', path)).status).toBe(404)
})
