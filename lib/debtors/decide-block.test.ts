import { expect, test } from 'vitest'
import { decideBlock, type Standing } from './decide-block'

const now = new Date('2026-11-20T10:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const customer = (over: Partial<Standing> = {}): Standing => ({
  isOverdue: false,
  isOverLimit: false,
  isNeverBlocked: false,
  warnedAt: null,
  blockedFor: null,
  ...over,
})

test.each([
  ['owes nothing', customer(), 7, 'nothing'],
  ['is overdue: told first', customer({ isOverdue: true }), 7, 'warn'],
  ['was told, and has time left', customer({ isOverdue: true, warnedAt: daysAgo(6.9) }), 7, 'nothing'],
  ['was told, and the time is up', customer({ isOverdue: true, warnedAt: daysAgo(7) }), 7, { block: 'overdue' }],
  ['is overdue where nobody is told before', customer({ isOverdue: true }), 0, { block: 'overdue' }],
  ['has paid after the warning', customer({ warnedAt: daysAgo(3) }), 7, 'forget-warning'],
  ['is over its limit: at once', customer({ isOverLimit: true }), 7, { block: 'credit-limit' }],
  [
    'is blocked and still owes',
    customer({ isOverdue: true, blockedFor: 'overdue', warnedAt: daysAgo(9) }),
    7,
    'nothing',
  ],
  ['is blocked and has paid', customer({ blockedFor: 'overdue', warnedAt: daysAgo(9) }), 7, 'unblock'],
  ['is blocked and excepted', customer({ isOverdue: true, isNeverBlocked: true, blockedFor: 'overdue' }), 7, 'unblock'],
  ['is excepted', customer({ isOverdue: true, isOverLimit: true, isNeverBlocked: true }), 7, 'nothing'],
] as const)('a customer who %s', (_what, standing, warningDays, step) => {
  expect(decideBlock(standing, { warningDays }, now)).toEqual(step)
})
