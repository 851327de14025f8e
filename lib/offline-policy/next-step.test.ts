import { describe, expect, it } from 'vitest'
import type { Schedule } from '../charging-limits/charging-profile'
import type { SaidSetting } from './compare-settings'
import { nextStep, type StationNow, type Step } from './next-step'
import { type OfflinePolicy, offlinePolicySchema, type PolicyRow, policyFor } from './offline-policy'
import { keysToRead, wantedSettings } from './wanted-settings'

const LEAVE: OfflinePolicy = {
  localList: null,
  authorisationCache: null,
  preAuthorise: null,
  unknownTokens: null,
  safeCurrentA: null,
}
const said = (key: string, value: string | null, over: Partial<SaidSetting> = {}): SaidSetting => ({
  component: '',
  key,
  value,
  readonly: false,
  ...over,
})
const station = (over: Partial<StationNow> & { wants?: Partial<OfflinePolicy> } = {}): StationNow => {
  const { wants, ...rest } = over
  return { protocol: 'ocpp1.6', policy: { ...LEAVE, ...wants }, said: [], profile: null, ...rest }
}
const schedule = (limit: number): Schedule => ({
  unit: 'A',
  startAt: null,
  durationSeconds: null,
  periods: [{ startSeconds: 0, limit, phases: null }],
})

describe('O-8 a policy as settings', () => {
  it('is each version’s own words', () => {
    const policy = { ...LEAVE, localList: true, unknownTokens: false }
    expect(wantedSettings(policy, 'ocpp1.6').map(({ key, value }) => `${key}=${value}`)).toEqual([
      'LocalAuthListEnabled=true',
      'LocalAuthorizeOffline=true',
      'AllowOfflineTxForUnknownId=false',
    ])
    expect(wantedSettings(policy, 'ocpp2.1').map(({ key, value }) => `${key}=${value}`)).toEqual([
      'LocalAuthListCtrlr.Enabled=true',
      'AuthCtrlr.LocalAuthorizeOffline=true',
      'AuthCtrlr.OfflineTxForUnknownIdEnabled=false',
    ])
  })

  it('leaves what it says nothing of', () => {
    expect(wantedSettings(LEAVE, 'ocpp1.6')).toEqual([])
  })

  it.each([
    [{ safeCurrentA: 5 }, false],
    [{ safeCurrentA: 1 }, false],
    [{ safeCurrentA: 0 }, true],
    [{ safeCurrentA: 6 }, true],
    [{ safeCurrentA: 6.5 }, false],
    [{ safeCurrentA: 501 }, false],
    [{}, true],
  ])('O-9 %j is possible: %s', (policy, isPossible) => {
    expect(offlinePolicySchema.safeParse(policy).success).toBe(isPossible)
  })

  it('is the site’s own instead of the network’s, never a mixture', () => {
    const row = (siteId: bigint | null, over: Partial<OfflinePolicy>): PolicyRow => ({
      id: siteId ?? 0n,
      siteId,
      updatedAt: new Date(0),
      ...LEAVE,
      ...over,
    })
    const rows = [row(null, { localList: true }), row(4n, { safeCurrentA: 6 })]
    expect(policyFor(4n, rows)).toMatchObject({ localList: null, safeCurrentA: 6 })
    expect(policyFor(5n, rows)).toMatchObject({ localList: true })
    expect(policyFor(null, rows)).toMatchObject({ localList: true })
    expect(policyFor(5n, rows.slice(1))).toBeNull()
  })
})

describe('O-8 a round', () => {
  const wants = { authorisationCache: true, preAuthorise: false, safeCurrentA: 10 }
  const isSo = [
    said('AuthorizationCacheEnabled', 'TRUE'),
    said('LocalAuthorizeOffline', 'true'),
    said('localPreAuthorize', 'false'),
  ]

  it('begins with reading, so that nothing is set that is so already', () => {
    expect(nextStep(null, station({ wants }))).toEqual({
      step: 'ask',
      command: { type: 'get-configuration', keys: keysToRead('ocpp1.6') },
    })
  })

  it('sets what differs, once; not what is read-only or absent', () => {
    const differs = [
      said('AuthorizationCacheEnabled', 'false'),
      said('LocalAuthorizeOffline', 'false', { readonly: true }),
    ]
    const now = station({ wants, said: differs })
    expect(nextStep('ask', now)).toEqual({
      step: 'set',
      command: { type: 'set-configuration', values: [{ key: 'AuthorizationCacheEnabled', value: 'true' }] },
    })
    // Refused or not: on to the safe profile, and then it is done.
    expect(nextStep('set', now)).toMatchObject({ step: 'profile', command: { type: 'set-charging-profile' } })
    expect(nextStep('profile', now)).toEqual({ step: 'done', command: null })
    expect(nextStep('done', now)).toEqual({ step: 'done', command: null })
  })

  it('sees to the safe profile, a default below everything else', () => {
    expect(nextStep('ask', station({ wants, said: isSo }))).toEqual({
      step: 'profile',
      command: {
        type: 'set-charging-profile',
        profile: {
          purpose: 'tx-default',
          kind: 'relative',
          stackLevel: 0,
          schedule: { unit: 'A', periods: [{ startSeconds: 0, limit: 10 }] },
        },
      },
    })
  })

  it.each([
    ['it holds it already', schedule(10), 'done'],
    ['it holds another', schedule(16), 'profile'],
    ['it holds one that ends', { ...schedule(10), durationSeconds: 3600 }, 'profile'],
  ] as const)('when %s', (_when, profile, step) => {
    expect(nextStep('ask', station({ wants, said: isSo, profile })).step).toBe(step)
  })

  it('always ends', () => {
    for (const protocol of ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const) {
      let last: Step | null = null
      for (let turn = 0; turn < 5; turn++) last = nextStep(last, station({ protocol, wants })).step
      expect(last).toBe('done')
    }
  })
})
