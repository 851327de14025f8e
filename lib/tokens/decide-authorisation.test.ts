import { describe, expect, it, test } from 'vitest'
import { decideAuthorisation, type KnownToken, wherePaidFirst } from './decide-authorisation'
import { foldToken } from './fold-token'

const now = new Date('2026-11-20T10:00:00Z')
const known = (change: Partial<KnownToken> = {}): KnownToken => ({
  active: true,
  expiresAt: null,
  groupName: null,
  isPaidFor: false,
  ...change,
})

describe('how a token stands', () => {
  it.each([
    ['an unknown token is invalid', null, 'invalid'],
    ['a known one is accepted', known(), 'accepted'],
    ['a blocked one is blocked, not invalid', known({ active: false }), 'blocked'],
    ['blocked says more than expired', known({ active: false, expiresAt: new Date(0) }), 'blocked'],
    ['expired at the very instant', known({ expiresAt: now }), 'expired'],
    ['valid until then', known({ expiresAt: new Date(now.getTime() + 1) }), 'accepted'],
  ] as const)('%s', (_rule, token, standing) => {
    expect(decideAuthorisation(token, now).standing).toBe(standing)
  })

  it('names the group whatever the standing, so that a station can let the group stop a session', () => {
    expect(decideAuthorisation(known({ groupName: 'FLEET', active: false }), now)).toEqual({
      standing: 'blocked',
      group: 'FLEET',
      isPaidFor: false,
    })
  })
})

test.each([
  ['nobody pays for it', known(), 'no-credit'],
  ['it is of a payment or an invoiced customer', known({ isPaidFor: true }), 'accepted'],
  ['blocked stays blocked', known({ active: false }), 'blocked'],
  ['unknown stays invalid', null, 'invalid'],
] as const)('where payment is asked for first: %s', (_what, token, standing) => {
  expect(wherePaidFirst(decideAuthorisation(token, now)).standing).toBe(standing)
})

describe('comparing tokens', () => {
  it('ignores case and surrounding blanks', () => {
    expect(foldToken(' deadBEEF ')).toBe('DEADBEEF')
  })
})
