import type { OcppVersion } from '../ocpp-schemas/official'
import { type OfflinePolicy, type PolicyRow, policyFor } from '../offline-policy/offline-policy'
import { wantedSettings } from '../offline-policy/wanted-settings'
import { isSameValue } from './drift'
import { foldKey, type Template } from './template'

/** What the offline policy wants of a station, by folded key. Where a template wants otherwise, the policy is right. SPEC D-44. */
export function policyValues(policy: OfflinePolicy | null, protocol: string | null): ReadonlyMap<string, string> {
  if (policy === null) return new Map()
  const settings = wantedSettings(policy, (protocol ?? 'ocpp1.6') as OcppVersion)
  return new Map(settings.map(({ key, value }) => [foldKey(key), value]))
}

/** The policy of each station's site, or the network's. */
export const policyValuesOf = (
  { siteId, protocol }: { readonly siteId: bigint | null; readonly protocol: string | null },
  policies: readonly PolicyRow[],
): ReadonlyMap<string, string> => policyValues(policyFor(siteId, policies), protocol)

/** One key that a template and an offline policy want different values of. */
export interface Overruled {
  readonly key: string
  /** The template's. */
  readonly wanted: string
  /** The policy's, which holds. */
  readonly holds: string
}

/** Where a policy wants other values than a template, for stations of any version the template is for. */
export function overruledBy(
  template: Pick<Template, 'protocol' | 'values'>,
  policy: OfflinePolicy,
): readonly Overruled[] {
  const versions = template.protocol === '' ? ['ocpp1.6', 'ocpp2.0.1'] : [template.protocol]
  const held = new Map(versions.flatMap((version) => [...policyValues(policy, version)]))
  return template.values.flatMap(({ key, value }) => {
    const holds = held.get(foldKey(key))
    return holds === undefined || isSameValue(holds, value) ? [] : [{ key, wanted: value, holds }]
  })
}

/** What one policy wants otherwise than a template. */
export interface PlaceOverruled {
  /** Null: the network's policy. */
  readonly siteId: string | null
  readonly siteName: string | null
  readonly keys: readonly Overruled[]
}
