import type { OcppVersion } from '../ocpp-schemas/official'
import type { OfflinePolicy } from './offline-policy'

/** What a setting is about, for people. */
export type SettingName = 'localList' | 'authorisationCache' | 'localAuthorise' | 'preAuthorise' | 'unknownTokens'

export interface WantedSetting {
  readonly name: SettingName
  /** As a command names it. */
  readonly key: string
  readonly value: 'true' | 'false'
}

const KEYS: Readonly<Record<SettingName, readonly [v16: string, v2: string]>> = {
  localList: ['LocalAuthListEnabled', 'LocalAuthListCtrlr.Enabled'],
  authorisationCache: ['AuthorizationCacheEnabled', 'AuthCacheCtrlr.Enabled'],
  localAuthorise: ['LocalAuthorizeOffline', 'AuthCtrlr.LocalAuthorizeOffline'],
  preAuthorise: ['LocalPreAuthorize', 'AuthCtrlr.LocalPreAuthorize'],
  unknownTokens: ['AllowOfflineTxForUnknownId', 'AuthCtrlr.OfflineTxForUnknownIdEnabled'],
}

/** What limits a list in each version; read together with the settings, before the first list is sent. */
const LIMITS = {
  v16: ['LocalAuthListMaxLength', 'SendLocalListMaxLength'],
  v2: ['LocalAuthListCtrlr.Entries', 'LocalAuthListCtrlr.ItemsPerMessage', 'LocalAuthListCtrlr.BytesPerMessage'],
}

const is16 = (protocol: OcppVersion) => protocol === 'ocpp1.6'

/** Every key the policy is about, to be read before anything is set. */
export function keysToRead(protocol: OcppVersion): readonly string[] {
  const settings = Object.values(KEYS).map(([v16, v2]) => (is16(protocol) ? v16 : v2))
  return [...settings, ...(is16(protocol) ? LIMITS.v16 : LIMITS.v2)]
}

/** A policy as a station's own settings. A list or a cache is of no use to a station that does not go by it when offline. */
export function wantedSettings(policy: OfflinePolicy, protocol: OcppVersion): readonly WantedSetting[] {
  const { localList, authorisationCache, preAuthorise, unknownTokens } = policy
  const localAuthorise = localList === true || authorisationCache === true ? true : null
  const wanted = { localList, authorisationCache, localAuthorise, preAuthorise, unknownTokens }
  return (Object.keys(KEYS) as SettingName[]).flatMap((name) => {
    const value = wanted[name]
    if (value === null) return []
    return [{ name, key: KEYS[name][is16(protocol) ? 0 : 1], value: value ? 'true' : 'false' } as const]
  })
}
