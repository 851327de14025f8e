import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../kernel/money'
import {
  afterEvent,
  isRefused,
  type Means,
  newPayment,
  PAYMENT_STATES,
  type PaymentEvent,
  type PaymentFacts,
  type PaymentState,
  type ProviderEvent,
  refundedOf,
  wantedOf,
} from './payment-machine'

const sek = (amount: number) => new Decimal(amount)
const CAP = sek(500)

/** The payment after events that must not be refused. */
function played(means: Means, ...events: readonly PaymentEvent[]): PaymentFacts {
  return events.reduce<PaymentFacts>((payment, event) => {
    const next = afterEvent(payment, event)
    if (isRefused(next)) throw new Error(`${event.kind} is refused in ${payment.state}: ${next.refused}`)
    return next
  }, newPayment(means))
}
const authorised = { kind: 'authorised', amount: CAP } as const
const ended = (price: number) => ({ kind: 'session-ended', price: sek(price) }) as const
const captured = (amount: number) => ({ kind: 'captured', amount: sek(amount) }) as const
const AUTHORISED = [authorised] as const
const CHARGING = [authorised, { kind: 'start-asked' }, { kind: 'session-began' }] as const

/** One payment in each state, as it comes there. */
const IN_STATE: Readonly<Record<PaymentState, PaymentFacts>> = {
  created: newPayment('reserve'),
  declined: played('reserve', { kind: 'declined' }),
  authorised: played('reserve', ...AUTHORISED),
  starting: played('reserve', authorised, { kind: 'start-asked' }),
  charging: played('reserve', ...CHARGING),
  settling: played('reserve', ...CHARGING, ended(100)),
  paid: played('reserve', ...CHARGING, ended(100), captured(100)),
  releasing: played('reserve', authorised, { kind: 'gave-up' }),
  released: played('reserve', authorised, { kind: 'gave-up' }, { kind: 'cancelled' }),
  held: played('reserve', ...CHARGING, { kind: 'session-held', reason: 'unpriced' }),
  unpaid: played('reserve', ...CHARGING, ended(100), { kind: 'capture-refused' }),
}

const EVENTS: readonly PaymentEvent[] = [
  authorised,
  { kind: 'declined' },
  captured(100),
  { kind: 'capture-refused' },
  { kind: 'cancelled' },
  { kind: 'refunded', key: 'r', amount: sek(100) },
  { kind: 'refund-failed', key: 'r' },
  { kind: 'start-asked' },
  { kind: 'start-refused' },
  { kind: 'gave-up' },
  { kind: 'session-began' },
  ended(100),
  ended(0),
  { kind: 'session-held', reason: 'unpriced' },
  { kind: 'refund-asked', key: 'q', amount: sek(100) },
  { kind: 'retried' },
  { kind: 'let-go' },
]

test('every state is where its name says', () => {
  for (const state of PAYMENT_STATES) expect(IN_STATE[state].state).toBe(state)
})

test('every event in every state', () => {
  const table = PAYMENT_STATES.map((state) => {
    const cells = EVENTS.map((event) => {
      const next = afterEvent(IN_STATE[state], event)
      const name = event.kind === 'session-ended' ? `${event.kind} ${event.price}` : event.kind
      return `${name}: ${isRefused(next) ? `✗ ${next.refused}` : next.state}`
    })
    return `${state} → ${cells.join(', ')}`
  })
  expect(table.join('\n')).toMatchInlineSnapshot(`
    "created → authorised: authorised, declined: declined, captured: authorised, capture-refused: created, cancelled: released, refunded: authorised, refund-failed: created, start-asked: ✗ not-now, start-refused: ✗ not-now, gave-up: releasing, session-began: charging, session-ended 100: unpaid, session-ended 0: releasing, session-held: ✗ not-now, refund-asked: ✗ more-than-captured, retried: ✗ nothing-to-retry, let-go: ✗ not-now
    declined → authorised: authorised, declined: declined, captured: authorised, capture-refused: declined, cancelled: released, refunded: authorised, refund-failed: declined, start-asked: ✗ not-now, start-refused: ✗ not-now, gave-up: releasing, session-began: charging, session-ended 100: unpaid, session-ended 0: releasing, session-held: ✗ not-now, refund-asked: ✗ more-than-captured, retried: ✗ nothing-to-retry, let-go: ✗ not-now
    authorised → authorised: authorised, declined: authorised, captured: authorised, capture-refused: authorised, cancelled: released, refunded: authorised, refund-failed: authorised, start-asked: starting, start-refused: releasing, gave-up: releasing, session-began: charging, session-ended 100: settling, session-ended 0: releasing, session-held: ✗ not-now, refund-asked: ✗ more-than-captured, retried: ✗ nothing-to-retry, let-go: ✗ not-now
    starting → authorised: starting, declined: starting, captured: starting, capture-refused: starting, cancelled: released, refunded: starting, refund-failed: starting, start-asked: starting, start-refused: releasing, gave-up: releasing, session-began: charging, session-ended 100: settling, session-ended 0: releasing, session-held: ✗ not-now, refund-asked: ✗ more-than-captured, retried: ✗ nothing-to-retry, let-go: ✗ not-now
    charging → authorised: charging, declined: charging, captured: charging, capture-refused: charging, cancelled: charging, refunded: charging, refund-failed: charging, start-asked: ✗ session-runs, start-refused: ✗ session-runs, gave-up: ✗ session-runs, session-began: charging, session-ended 100: settling, session-ended 0: releasing, session-held: held, refund-asked: ✗ more-than-captured, retried: ✗ nothing-to-retry, let-go: ✗ not-now
    settling → authorised: settling, declined: settling, captured: paid, capture-refused: unpaid, cancelled: unpaid, refunded: paid, refund-failed: settling, start-asked: ✗ not-now, start-refused: ✗ not-now, gave-up: ✗ not-now, session-began: ✗ not-now, session-ended 100: settling, session-ended 0: releasing, session-held: ✗ not-now, refund-asked: ✗ more-than-captured, retried: ✗ nothing-to-retry, let-go: ✗ not-now
    paid → authorised: paid, declined: paid, captured: paid, capture-refused: paid, cancelled: paid, refunded: paid, refund-failed: paid, start-asked: ✗ not-now, start-refused: ✗ not-now, gave-up: ✗ not-now, session-began: ✗ not-now, session-ended 100: paid, session-ended 0: releasing, session-held: ✗ not-now, refund-asked: paid, retried: ✗ nothing-to-retry, let-go: ✗ not-now
    releasing → authorised: releasing, declined: releasing, captured: releasing, capture-refused: releasing, cancelled: released, refunded: released, refund-failed: releasing, start-asked: ✗ not-now, start-refused: ✗ not-now, gave-up: ✗ not-now, session-began: charging, session-ended 100: ✗ not-now, session-ended 0: releasing, session-held: ✗ not-now, refund-asked: ✗ more-than-captured, retried: ✗ nothing-to-retry, let-go: ✗ not-now
    released → authorised: released, declined: released, captured: releasing, capture-refused: released, cancelled: released, refunded: released, refund-failed: released, start-asked: ✗ not-now, start-refused: ✗ not-now, gave-up: ✗ not-now, session-began: charging, session-ended 100: ✗ not-now, session-ended 0: released, session-held: ✗ not-now, refund-asked: ✗ more-than-captured, retried: ✗ nothing-to-retry, let-go: ✗ not-now
    held → authorised: held, declined: held, captured: held, capture-refused: held, cancelled: held, refunded: held, refund-failed: held, start-asked: ✗ not-now, start-refused: ✗ not-now, gave-up: ✗ not-now, session-began: ✗ not-now, session-ended 100: settling, session-ended 0: releasing, session-held: held, refund-asked: ✗ more-than-captured, retried: ✗ nothing-to-retry, let-go: releasing
    unpaid → authorised: unpaid, declined: unpaid, captured: paid, capture-refused: unpaid, cancelled: unpaid, refunded: paid, refund-failed: unpaid, start-asked: ✗ not-now, start-refused: ✗ not-now, gave-up: ✗ not-now, session-began: ✗ not-now, session-ended 100: unpaid, session-ended 0: releasing, session-held: ✗ not-now, refund-asked: ✗ more-than-captured, retried: settling, let-go: releasing"
  `)
})

test('a card pays what the session costs, once', () => {
  const settling = IN_STATE.settling
  expect(wantedOf(settling)).toEqual({ kind: 'capture', amount: sek(100) })
  const paid = played('reserve', ...CHARGING, ended(100), captured(100), captured(100))
  expect([paid.state, String(paid.captured), wantedOf(paid)]).toEqual(['paid', '100', null])
})

test('what was paid in advance is given back but for the price', () => {
  const settling = played('prepay', ...CHARGING, ended(120))
  expect([settling.state, wantedOf(settling)]).toEqual(['settling', { kind: 'refund', amount: sek(380) }])
  const asked = played('prepay', ...CHARGING, ended(120), { kind: 'refund-asked', key: 'rest', amount: sek(380) })
  expect(wantedOf(asked)).toBeNull()
  const paid = afterEvent(asked, { kind: 'refunded', key: 'rest', amount: sek(380) })
  expect(!isRefused(paid) && paid.state).toBe('paid')
})

test('a price above what was reserved takes all of it, and the rest is unpaid', () => {
  const settling = played('reserve', ...CHARGING, ended(620))
  expect(wantedOf(settling)).toEqual({ kind: 'capture', amount: CAP })
  expect(played('reserve', ...CHARGING, ended(620), captured(500)).state).toBe('unpaid')
})

test('an increment while charging reaches the price', () => {
  const more = { kind: 'authorised', amount: sek(700) } as const
  expect(wantedOf(played('reserve', ...CHARGING, more, ended(620)))).toEqual({ kind: 'capture', amount: sek(620) })
})

test('a session that begins although the money was let go is unpaid, never free', () => {
  const late = played('reserve', authorised, { kind: 'gave-up' }, { kind: 'cancelled' }, { kind: 'session-began' })
  const after = afterEvent(late, ended(40))
  expect(!isRefused(after) && [after.state, wantedOf(after)]).toEqual(['unpaid', null])
})

test('a lower price that comes late gives the difference back, a higher one takes nothing', () => {
  const fell = afterEvent(played('reserve', ...CHARGING, ended(100), captured(100)), ended(80))
  expect(!isRefused(fell) && [fell.state, wantedOf(fell)]).toEqual(['settling', { kind: 'refund', amount: sek(20) }])
  expect(afterEvent(IN_STATE.paid, ended(120))).toEqual({ refused: 'price-rose' })
})

test('held without a price goes on when the price comes, or when somebody lets the driver off', () => {
  const settling = afterEvent(IN_STATE.held, ended(100))
  const letGo = afterEvent(IN_STATE.held, { kind: 'let-go' })
  expect([!isRefused(settling) && settling.state, !isRefused(letGo) && letGo.state]).toEqual(['settling', 'releasing'])
})

// ── a provider that works, over a network that does not ────────────────────────────────────────────

interface World {
  payment: PaymentFacts
  /** What has really happened at the provider. */
  readonly truth: {
    authorised: number
    captured: number
    captures: number
    cancelled: boolean
    refunds: Map<string, number>
  }
  /** Said by the provider and not heard yet. */
  said: ProviderEvent[]
}

const amountOf = (value: Decimal) => value.toNumber()

function tell(world: World, event: PaymentEvent): void {
  const next = afterEvent(world.payment, event)
  if (!isRefused(next)) world.payment = next
  lawsHold(world)
}

function lawsHold({ payment, truth }: World): void {
  const given = [...truth.refunds.values()].reduce((sum, one) => sum + one, 0)
  const laws = {
    'captured ≤ authorised': payment.captured.lessThanOrEqualTo(payment.authorised),
    'refunded ≤ captured': refundedOf(payment).lessThanOrEqualTo(payment.captured),
    'never two captures': truth.captures <= 1,
    'the provider is not asked for more than it reserved': truth.captured <= truth.authorised,
    'the provider is not asked to give back more than it took': given <= truth.captured,
  }
  for (const [law, holds] of Object.entries(laws)) if (!holds) throw new Error(law)
}

/** The provider does what is wanted, as often as it is asked under the same key; its word about it may come at any time. */
function work(world: World, means: Means): void {
  const wanted = wantedOf(world.payment)
  const { truth } = world
  if (wanted === null) return
  if (wanted.kind === 'cancel' && truth.captured === 0) {
    truth.cancelled = true
    world.said.push({ kind: 'cancelled' })
  }
  if (wanted.kind === 'cancel' && truth.captured > 0) world.said.push({ kind: 'authorised', amount: CAP })
  if (wanted.kind === 'capture' && means === 'reserve') {
    if (truth.cancelled) world.said.push({ kind: 'cancelled' })
    else if (truth.captures === 0) {
      truth.captures += 1
      truth.captured = amountOf(wanted.amount)
    }
    if (truth.captured > 0) world.said.push(captured(truth.captured))
  }
  if (wanted.kind === 'refund') {
    const key = `k${world.payment.refunds.size}`
    tell(world, { kind: 'refund-asked', key, amount: wanted.amount })
    truth.refunds.set(key, amountOf(wanted.amount))
    world.said.push({ kind: 'refunded', key, amount: wanted.amount })
  }
}

/** All that the provider knows, as its status says it. */
function reconcile(world: World): void {
  const { truth } = world
  if (truth.authorised > 0) tell(world, { kind: 'authorised', amount: sek(truth.authorised) })
  if (truth.captured > 0) tell(world, captured(truth.captured))
  if (truth.cancelled) tell(world, { kind: 'cancelled' })
  for (const [key, amount] of truth.refunds) tell(world, { kind: 'refunded', key, amount: sek(amount) })
}

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('hear' as const), which: fc.nat(20), again: fc.boolean() }),
    fc.record({ do: fc.constantFrom('lose' as const), which: fc.nat(20), again: fc.constant(false) }),
    fc.record({
      do: fc.constantFrom('work' as const, 'start' as const, 'begin' as const, 'end' as const, 'give-up' as const),
      which: fc.constant(0),
      again: fc.constant(false),
    }),
  ),
  { maxLength: 40 },
)

test.each(['reserve', 'prepay'] as const)('%s: words lost, doubled and out of order change nothing', (means) => {
  fc.assert(
    fc.property(steps, fc.constantFrom(0, 37, 500, 640), fc.boolean(), (plan, price, pays) => {
      const world: World = {
        payment: newPayment(means),
        truth: { authorised: 0, captured: 0, captures: 0, cancelled: false, refunds: new Map() },
        said: [{ kind: 'declined' }],
      }
      if (pays) {
        world.truth.authorised = 500
        if (means === 'prepay') Object.assign(world.truth, { captured: 500, captures: 1 })
        world.said.push(authorised)
      }
      let hasBegun = false
      const end = () => hasBegun && tell(world, ended(price))
      for (const { do: what, which, again } of plan) {
        const word = world.said[which % Math.max(1, world.said.length)]
        if (what === 'hear' && word) {
          tell(world, word)
          if (!again) world.said = world.said.filter((other) => other !== word)
        } else if (what === 'lose') world.said = world.said.filter((other) => other !== word)
        else if (what === 'work') work(world, means)
        else if (what === 'start') tell(world, { kind: 'start-asked' })
        else if (what === 'begin' && world.payment.state === 'starting') {
          hasBegun = true
          tell(world, { kind: 'session-began' })
        } else if (what === 'end') end()
        else if (what === 'give-up') tell(world, { kind: 'gave-up' })
      }
      // In the end the session is over or never began, and the provider is asked until there is nothing more to want.
      reconcile(world)
      if (hasBegun) end()
      else tell(world, { kind: 'gave-up' })
      for (let round = 0; round < 6; round += 1) {
        work(world, means)
        reconcile(world)
      }
      const { payment, truth } = world
      const net = truth.captured - [...truth.refunds.values()].reduce((sum, one) => sum + one, 0)
      expect(wantedOf(payment)).toBeNull()
      if (!hasBegun || price === 0) expect([payment.state, net]).toEqual(['released', 0])
      else if (price <= 500) expect([payment.state, net]).toEqual(['paid', price])
      else expect([payment.state, net]).toEqual(['unpaid', 500])
    }),
    { numRuns: 500 },
  )
})

const SAID_LATE: readonly ProviderEvent[] = [
  authorised,
  { kind: 'authorised', amount: sek(700) },
  { kind: 'declined' },
  captured(100),
  { kind: 'refunded', key: 'r', amount: sek(60) },
  { kind: 'refunded', key: 's', amount: sek(40) },
]
const SAID_AT_ONCE: readonly ProviderEvent[] = [authorised, { kind: 'declined' }, { kind: 'cancelled' }]

test.each([
  [SAID_LATE, PAYMENT_STATES],
  [SAID_AT_ONCE, PAYMENT_STATES],
])('what a provider says leads to one state in whatever order and however often', (words, states) => {
  const orders = fc
    .subarray([...words], { minLength: 1 })
    .chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 })),
    )
  const shown = ({ refunds, ...rest }: PaymentFacts) =>
    JSON.stringify([rest, [...refunds].sort(([a], [b]) => a.localeCompare(b))])
  const after = (state: PaymentState, order: readonly ProviderEvent[]) =>
    shown(order.reduce<PaymentFacts>((payment, word) => afterEvent(payment, word) as PaymentFacts, IN_STATE[state]))
  fc.assert(
    fc.property(orders, fc.constantFrom(...states), ([some, shuffled], state) => {
      expect(after(state, shuffled)).toBe(after(state, some))
    }),
    { numRuns: 1000 },
  )
})
