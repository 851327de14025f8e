import { describe, expect, it } from 'vitest'
import type { Notice } from './notice'
import { type Circumstances, type Happening, type Person, planDeliveries } from './plan-deliveries'
import { type RuleInput, ruleSchema } from './rule'

const NOTICE: Notice = {
  kind: 'opened',
  at: '2026-11-20T11:00:00.000Z',
  by: null,
  fault: {
    id: '17',
    siteName: 'Kista',
    identity: 'SE-1',
    stationName: '',
    evse: 1,
    connector: 1,
    code: 'ReaderFailure',
    cause: 'ReaderFailure',
    severity: 3,
    isSafety: false,
    openedAt: '2026-11-20T11:00:00.000Z',
    timeZone: 'Europe/Stockholm',
  },
}
const happening = (over: Partial<Happening> = {}): Happening => ({
  entryId: '1',
  notice: NOTICE,
  siteId: '5',
  isAcknowledged: false,
  byUserId: null,
  namedUserIds: [],
  listeners: [],
  ...over,
})
const person = (userId: string, over: Partial<Person> = {}): Person => ({
  userId,
  role: 'operator',
  locale: 'sv',
  pushIds: [],
  mayKnow: true,
  maySee: () => true,
  ...over,
})
const rule = (id: bigint, over: Partial<RuleInput> = {}) => ({
  id,
  ...ruleSchema.parse({
    name: 'x',
    filter: { notices: ['opened', 'closed'] },
    recipients: { emails: ['a@example.com'] },
    ...over,
  }),
})
const NOON = new Date('2026-11-20T11:00:30Z')
const plan = (rules: Circumstances['rules'], over: Partial<Happening> = {}, people: Person[] = [], now = NOON) =>
  planDeliveries([happening(over)], { rules, people, webhookIds: new Set(['9']), lately: new Map(), now })

describe('a rule', () => {
  it.each<[string, Partial<RuleInput['filter']>, Partial<Notice['fault']>, boolean]>([
    ['hears what is as grave as it asks', { leastSeverity: 3 }, {}, true],
    ['does not hear what is milder', { leastSeverity: 2 }, {}, false],
    ['hears its sites', { siteIds: ['5'] }, {}, true],
    ['does not hear others', { siteIds: ['6'] }, {}, false],
    ['hears its causes', { causes: ['ReaderFailure'] }, {}, true],
    ['does not hear others’', { causes: ['GroundFailure'] }, {}, false],
    ['hears danger', { onlySafety: true }, { isSafety: true }, true],
    ['hears nothing but danger', { onlySafety: true }, {}, false],
  ])('%s', (_name, filter, fault, hears) => {
    const one = rule(1n, { filter: { notices: ['opened'], ...filter } })
    const notice = { ...NOTICE, fault: { ...NOTICE.fault, ...fault } }
    expect(plan([one], { notice })).toHaveLength(hears ? 1 : 0)
  })

  it('that is turned off tells nobody', () => {
    expect(plan([rule(1n, { isEnabled: false })])).toEqual([])
  })

  it('hears a fault that grows graver as one that opens', () => {
    expect(plan([rule(1n)], { notice: { ...NOTICE, kind: 'again' } })).toHaveLength(1)
  })

  it('tells nobody what they may not see, or have done themselves', () => {
    const people = [person('1'), person('2', { maySee: () => false }), person('3')]
    const told = plan(
      [rule(1n, { recipients: { roles: ['operator'] }, channels: ['in-app'] })],
      { byUserId: '3' },
      people,
    )
    expect(told.map(({ userId }) => userId)).toEqual(['1'])
  })

  it('reaches each of a person’s browsers', () => {
    const people = [person('1', { pushIds: ['4', '5'] })]
    const told = plan([rule(1n, { recipients: { userIds: ['1'] }, channels: ['push'] })], {}, people)
    expect(told.map(({ recipient }) => recipient)).toEqual([
      { pushId: '4', userId: '1' },
      { pushId: '5', userId: '1' },
    ])
  })

  it('calls only webhooks that are in use', () => {
    const told = plan([rule(1n, { recipients: { webhookIds: ['8', '9'] } })])
    expect(told.map(({ recipient }) => recipient)).toEqual([{ webhookId: '9' }])
  })
})

describe('an address that several rules name', () => {
  const slow = rule(1n, { digest: 'hourly' })
  const quick = rule(2n)

  it.each([
    ['the quick one first', [quick, slow]],
    ['the slow one first', [slow, quick]],
  ])('hears once, as soon as any of them says: %s', (_name, rules) => {
    expect(plan(rules)).toMatchObject([{ filling: { template: 'fault' }, nextAt: NOON, ruleId: '2' }])
  })
})

describe('quiet hours', () => {
  const quiet = { from: '22:00', until: '06:00' }
  const night = new Date('2026-11-20T23:00:00Z')

  it('hold back mail, push and text messages, not the bell and not machines', () => {
    const one = rule(1n, {
      quietHours: quiet,
      recipients: { userIds: ['1'], emails: ['a@example.com'], phones: ['+46701234567'], webhookIds: ['9'] },
      channels: ['in-app', 'push'],
    })
    const told = plan([one], {}, [person('1', { pushIds: ['4'] })], night)
    expect(told.filter(({ nextAt }) => nextAt === night).map(({ channel }) => channel)).toEqual(['in-app', 'webhook'])
    expect(told.filter(({ filling }) => filling.template === 'digest').map(({ channel }) => channel)).toEqual([
      'push',
      'email',
      'sms',
    ])
  })
})

describe('an escalation', () => {
  const one = rule(1n, { escalate: { afterMinutes: 15, recipients: { emails: ['boss@example.com'] }, channels: [] } })

  it('is planned once for a fault, counted from when it opened', () => {
    const [, escalation] = plan([one])
    expect(escalation).toMatchObject({
      dedupeKey: 'escalation:17:email:email=boss@example.com',
      nextAt: new Date('2026-11-20T11:15:00Z'),
      filling: { template: 'escalation', content: { afterMinutes: 15 } },
    })
  })

  it('is not planned when somebody has acknowledged already, or it is over', () => {
    expect(plan([one], { isAcknowledged: true })).toHaveLength(1)
    expect(plan([one], { notice: { ...NOTICE, kind: 'closed' } })).toHaveLength(1)
  })
})

it('what is written for colleagues never reaches drivers', () => {
  const notice: Notice = { ...NOTICE, kind: 'closed', text: 'Byt relät', by: 'Anna', closeReason: 'repaired' }
  const listeners = [
    { channel: 'email' as const, recipient: { subscriberId: '3' }, locale: 'sv', hasAsked: true },
    { channel: 'email' as const, recipient: { customerId: '4' }, locale: 'sv', hasAsked: false },
  ]
  const told = plan([], { notice, listeners })
  // Without a rule only who has asked.
  expect(told.map(({ recipient }) => recipient)).toEqual([{ subscriberId: '3' }])
  expect(JSON.stringify(told)).not.toMatch(/relät|Anna|repaired/)
})

it('who reads faults and does not work with them hears no names, and nothing of what colleagues write', () => {
  const filter = { notices: ['closed', 'comment', 'assigned'] } as const
  const one = rule(1n, {
    filter: { notices: [...filter.notices] },
    recipients: { roles: ['viewer', 'operator'] },
    channels: ['in-app'],
  })
  const people = [person('1'), person('2', { role: 'viewer', mayKnow: false })]
  const told = (over: Partial<Notice>) =>
    plan([one], { notice: { ...NOTICE, by: 'Anna', text: 'Byt relät', ...over } }, people).filter(
      ({ channel, userId }) => channel === 'in-app' && userId === '2',
    )
  const closed = told({ kind: 'closed', closeReason: 'repaired' })
  expect(closed).toMatchObject([{ filling: { content: { kind: 'closed', closeReason: 'repaired' } } }])
  const given = told({ kind: 'assigned', assignee: 'Anna' })
  expect(given).toHaveLength(1)
  expect(told({ kind: 'comment' })).toEqual([])
  expect(JSON.stringify([closed, given])).not.toMatch(/relät|Anna/)
})
