import type { ConnectedStation } from './route'

/**
 * SPEC L-5. Stations should keep their profiles through a restart; some lose them, and nobody would know before the fuse does. So
 * whoever holds any of ours is told them again: the same again changes nothing.
 */
export function restoreProfiles(station: ConnectedStation): void {
  if (station.registration === 'accepted' && station.holdings.hasProfiles) {
    station.ask({ type: 'restore-charging-profiles' })
  }
}
