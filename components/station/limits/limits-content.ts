import type { CompositeAnswer } from '@/lib/charging-limits/composite-answer'
import type { ProfileView } from '@/lib/charging-limits/queries/list-profiles'
import type { DerControlView } from '@/lib/der-controls/queries'
import type { DisplayMessageView } from '@/lib/displays/queries'
import type { ReservationView } from '@/lib/reservations/queries'

/** What the server read for the tab of limits, reservations and messages. */
export interface LimitsContent {
  readonly tab: 'limits'
  /** epoch ms: what is shown begins here. */
  readonly readAt: number
  readonly profiles: readonly ProfileView[]
  /** The station's own word on what its limits come to, the newest per EVSE. */
  readonly answers: readonly (CompositeAnswer & { readonly answeredAt: number })[]
  readonly reservations: readonly ReservationView[]
  readonly messages: readonly DisplayMessageView[]
  readonly gridControls: readonly DerControlView[]
}
