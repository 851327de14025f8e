import type { Shape } from '@/lib/kernel/pack-rows'
import type { OfflineStation } from '@/lib/offline-policy/queries/list-offline-stations'

/** A station as the list of /fleet/offline shows it. */
export interface OfflineRow
  extends Pick<OfflineStation, 'identity' | 'name' | 'siteName' | 'policy' | 'progress' | 'safe'> {
  readonly list: Omit<NonNullable<OfflineStation['list']>, 'sentAt'> | null
  readonly settings: readonly Pick<OfflineStation['settings'][number], 'name' | 'standing'>[]
}

export const OFFLINE_ROW: Shape<OfflineRow> = {
  identity: true,
  name: true,
  siteName: true,
  policy: true,
  progress: true,
  safe: { wantedA: true, heldA: true },
  list: true,
  settings: [{ name: true, standing: true }],
}

export function toOfflineRow(station: OfflineStation): OfflineRow {
  const { identity, name, siteName, policy, progress, list, settings, safe } = station
  return {
    identity,
    name,
    siteName,
    policy,
    progress,
    list: list === null ? null : withoutTime(list),
    settings: settings.map(({ name, standing }) => ({ name, standing })),
    safe,
  }
}

const withoutTime = ({ sentAt: _, ...list }: NonNullable<OfflineStation['list']>) => list
