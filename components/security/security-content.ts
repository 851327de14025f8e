import type { StationSecurity } from '@/lib/certificates/queries/get-station-security'

/** What the server read for the tab. */
export interface SecurityContent {
  readonly tab: 'security'
  readonly security: StationSecurity
  /** May revoke certificates. */
  readonly mayRevoke: boolean
}
