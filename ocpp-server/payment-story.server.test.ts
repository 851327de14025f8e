import { afterEach, expect, test, vi } from 'vitest'
import { db } from '../lib/db/client'
import { aTariffVersion } from '../lib/db/testing/fixtures'
import { Decimal } from '../lib/kernel/money'
import { advancePayments } from '../lib/payments/mutations/advance-payments'
import { beginPayment } from '../lib/payments/mutations/begin-payment'
import { checkPayments } from '../lib/payments/mutations/check-payments'
import { stopPaidSession } from '../lib/payments/mutations/driver-acts'
import { makeCalls } from '../lib/payments/mutations/make-calls'
import { getDriverPayment } from '../lib/payments/queries/get-driver-payment'
import { answerBank, aSandbox, paymentOf } from '../lib/payments/testing/a-payment'
import { hashStationPassword } from '../lib/stations/station-password'
import { createRandom } from '../simulator/random'
import { VirtualStation } from '../simulator/station'
import { aStationSpec } from '../simulator/testing/a-station-spec'
import { aGateway } from './testing/test-gateway'

let station: VirtualStation | undefined
afterEach(() => station?.stop())

/** The worker's rounds until the payment is in a state. */
const becomes = (key: string, state: string) =>
  vi.waitFor(
    async () => {
      const now = new Date()
      await advancePayments(now)
      await makeCalls(now)
      await checkPayments(now)
      expect((await paymentOf(key)).state).toBe(state)
    },
    { timeout: 30_000, interval: 50 },
  )

const VEHICLE = {
  batteryWh: 60_000,
  acLimitW: 11_000,
  acPhases: 3,
  dcLimitW: 100_000,
  targetSoc: 90,
  socPercent: 20,
} as const

test.each(['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const)(
  '%s: P-1…P-3 unpaid nothing starts; a driver pays, plugs in, charges, stops: what is taken is what the session cost, by the price that was shown',
  async (version) => {
    await aSandbox()
    const identity = `PAY-${version}`
    const shown = await aTariffVersion([
      {
        components: [
          { dimension: 'flat', price: '5.00' },
          { dimension: 'energy', price: '4.00' },
        ],
      },
    ])
    await db().tariff.update({ where: { id: shown.tariffId }, data: { asksPaymentFirst: true } })
    const { id: stationId } = await db().station.create({
      data: {
        identity,
        registration: 'accepted',
        tariffId: shown.tariffId,
        passwordHash: await hashStationPassword('password-of-SIM'),
        state: { create: {} },
      },
    })
    const gateway = await aGateway()
    station = new VirtualStation({
      url: `ws://127.0.0.1:${gateway.port}/ocpp`,
      spec: aStationSpec(version, identity),
      random: createRandom(1),
      meterEveryMs: [20, 40],
      handlingMs: [5, 15],
    })
    station.start()
    await vi.waitFor(
      async () => {
        const places = await db().connectorState.findMany({ where: { connector: { station: { identity } } } })
        expect(places.filter(({ status }) => status === 'available').length).toBeGreaterThan(0)
      },
      { timeout: 20_000 },
    )

    // A known card that nobody pays for starts nothing.
    await db().token.create({ data: { value: `CARD-${identity}`, valueFolded: `CARD-${identity}`.toUpperCase() } })
    station.plugIn(1, { token: `CARD-${identity}`, vehicle: VEHICLE, stayMs: 60_000 })
    await vi.waitFor(
      async () => {
        const [refusal] = await db().stationEvent.findMany({ where: { stationId, kind: 'payment' } })
        expect(refusal).toMatchObject({ name: 'StartRefusedUnpaid', detail: { why: 'payment-first' } })
      },
      { timeout: 20_000 },
    )
    const [asked] = await db().ocppMessage.findMany({ where: { stationId, action: 'Authorize' } })
    expect(asked?.response).toContain(version === 'ocpp1.6' ? '"Blocked"' : '"NoCredit"')
    expect(await db().session.count({ where: { stationId } })).toBe(0)
    await vi.waitFor(() => expect(station?.connector(1)?.state).toBe('available'), { timeout: 20_000 })

    const wish = { station: identity, evse: 1, connector: 1, kind: 'sandbox', language: 'sv' } as const
    const { key } = await beginPayment({ ...wish, tariffVersionId: String(shown.id) }, new Date())
    // The price goes up while the driver pays: what was shown holds.
    const { tariffId, vatPercent, createdBy } = shown
    await db().tariffVersion.create({
      data: {
        tariffId,
        vatPercent,
        createdBy,
        number: 2,
        elements: [{ components: [{ dimension: 'energy', price: '99.00' }] }],
      },
    })
    await answerBank(await paymentOf(key), true)
    await becomes(key, 'charging')
    const { sessionId } = await paymentOf(key)
    await vi.waitFor(
      async () => {
        const session = await db().session.findUniqueOrThrow({ where: { id: sessionId! } })
        expect(Number(session.energyWh)).toBeGreaterThan(0)
      },
      { timeout: 20_000 },
    )
    await stopPaidSession(key)
    await becomes(key, 'paid')

    const session = await db().session.findUniqueOrThrow({ where: { id: sessionId! }, include: { priced: true } })
    const payment = await paymentOf(key)
    const charge = await db().sandboxCharge.findUniqueOrThrow({ where: { ref: payment.providerRef! } })
    // Counted here once more: 5 kr and 4 kr a kWh.
    const sum = new Decimal(String(session.energyWh))
      .times(4)
      .dividedBy(1000)
      .toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
      .plus(5)
    expect(session.tariffVersionId).toBe(shown.id)
    expect([session.priced?.total, payment.price, payment.captured, charge.captured].map((one) => Number(one))).toEqual(
      Array(4).fill(sum.toNumber()),
    )
    const driver = await getDriverPayment(key, 'sv', new Date())
    expect(driver).toMatchObject({
      state: 'paid',
      captured: sum.toFixed(2),
      session: { price: { total: sum.toFixed(2) } },
    })
    expect((await db().token.findUniqueOrThrow({ where: { id: payment.tokenId! } })).active).toBe(false)
  },
)
