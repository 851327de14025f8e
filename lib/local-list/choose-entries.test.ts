import { describe, expect, it } from 'vitest'
import { type ChoiceOf, chooseEntries, type ListedToken } from './choose-entries'
import { forgottenKey } from './forgotten'
import { listLimits, type SaidLimit } from './list-limits'
import { marked } from './local-entry'

const now = new Date('2026-11-20T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
let lastId = 0n
const token = (value: string, over: Partial<Omit<ListedToken, 'mark'>> = {}): ListedToken =>
  marked({
    id: ++lastId,
    folded: value.toUpperCase(),
    value,
    type: 'rfid',
    active: true,
    expiresAt: null,
    groupName: null,
    isPaidFor: false,
    ...over,
  })
const choose = (tokens: readonly ListedToken[], over: Partial<ChoiceOf> = {}) => {
  const choice: ChoiceOf = {
    protocol: 'ocpp2.0.1',
    room: 100,
    autocharge: false,
    asksPaymentFirst: false,
    usedAt: new Map(),
    forgotten: null,
    now,
    ...over,
  }
  const { entries, leftOut } = chooseEntries(tokens, choice)
  return [entries.map(({ value }) => value).join(' '), leftOut]
}

describe('O-1 what is on a list', () => {
  const newest = token('NEWEST')
  const used = token('USED')
  const usedLast = token('USED-LAST')
  const blocked = token('BLOCKED', { active: false })
  const expired = token('EXPIRED', { expiresAt: now })
  const all = [newest, blocked, used, expired, usedLast]
  const usedAt = new Map([
    [used.id, hoursAgo(48)],
    [usedLast.id, hoursAgo(1)],
    [blocked.id, hoursAgo(2)],
  ])

  it('P-5 where payment is asked for first: only whom somebody pays for, and whom it must refuse', () => {
    const paid = token('PAID', { isPaidFor: true })
    expect(choose([newest, paid, blocked], { asksPaymentFirst: true })).toEqual(['PAID BLOCKED', 0])
    expect(choose([newest, paid, blocked])).toEqual(['NEWEST PAID BLOCKED', 0])
  })

  it('comes with those last used there first, those to be refused last', () => {
    expect(choose(all, { usedAt })).toEqual(['USED-LAST USED NEWEST BLOCKED EXPIRED', 0])
  })

  it('ends where the station has no more room, and says how many are missing', () => {
    expect(choose(all, { usedAt, room: 2 })).toEqual(['USED-LAST USED', 3])
    expect(choose(all, { room: 0 })).toEqual(['', 5])
  })

  it('holds what can be shown there in its version', () => {
    const tokens = [
      token('APP', { type: 'app' }),
      token('CENTRAL', { type: 'central' }),
      token('AA:BB', { type: 'mac' }),
      token('DE-LAD-C12345678-9-X', { type: 'emaid' }),
      token('x'.repeat(21)),
    ]
    expect(choose(tokens)).toEqual([`DE-LAD-C12345678-9-X ${'x'.repeat(21)}`, 0])
    expect(choose(tokens, { protocol: 'ocpp1.6' })).toEqual(['DE-LAD-C12345678-9-X', 1])
    expect(choose(tokens, { autocharge: true })[0]).toContain('AA:BB')
  })

  it('leaves out whom the station was told to forget, until they charge there again (O-12)', () => {
    const forgotten = { [forgottenKey('USED')]: hoursAgo(24).toISOString() }
    expect(choose([used], { forgotten })).toEqual(['', 0])
    expect(choose([used], { forgotten, usedAt: new Map([[used.id, hoursAgo(25)]]) })).toEqual(['', 0])
    expect(choose([used], { forgotten, usedAt: new Map([[used.id, hoursAgo(1)]]) })).toEqual(['USED', 0])
  })
})

describe('what a station has said of its limits', () => {
  const said = (component: string, key: string, value: string | null, maxLimit: number | null = null): SaidLimit => ({
    component,
    key,
    value,
    maxLimit,
  })

  it.each([
    ['nothing', 'ocpp1.6', [], { room: 1000, items: 50, bytes: null }],
    [
      '1.6 keys in any case',
      'ocpp1.6',
      [said('', 'localAuthListMaxLength', '200'), said('', 'SendLocalListMaxLength', '20')],
      { room: 200, items: 20, bytes: null },
    ],
    [
      'the 2.x component',
      'ocpp2.0.1',
      [
        said('LocalAuthListCtrlr', 'Entries', '12', 500),
        said('LocalAuthListCtrlr', 'ItemsPerMessage', '10'),
        said('LocalAuthListCtrlr', 'BytesPerMessage', '8000'),
        said('', 'SendLocalListMaxLength', '3'),
      ],
      { room: 500, items: 10, bytes: 8000 },
    ],
    ['nonsense', 'ocpp1.6', [said('', 'SendLocalListMaxLength', '0')], { room: 1000, items: 50, bytes: null }],
    ['too much', 'ocpp1.6', [said('', 'SendLocalListMaxLength', '99999')], { room: 1000, items: 1000, bytes: null }],
  ] as const)('%s', (_name, protocol, values, limits) => {
    expect(listLimits(protocol, values)).toEqual(limits)
  })
})
