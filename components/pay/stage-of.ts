import type { DriverPayment } from '@/lib/payments/queries/get-driver-payment'

/** What the driver is told is going on. */
export type Stage =
  | 'paying'
  | 'declined'
  | 'starting'
  | 'charging'
  | 'settling'
  | 'paid'
  | 'released'
  | 'refused'
  | 'held'
  | 'unpaid'

/** The machine's states in the driver's terms: not whose turn it is, but what there is to do. */
export function stageOf(
  payment: Pick<DriverPayment, 'state' | 'isDeclined' | 'isRefusedByStation' | 'session'>,
): Stage {
  switch (payment.state) {
    case 'created':
      return 'paying'
    case 'declined':
      // The same page takes another card: a new beginning is as good, and plainer.
      return 'declined'
    case 'authorised':
    case 'starting':
      return 'starting'
    case 'charging':
      return payment.session?.endedAt ? 'settling' : 'charging'
    case 'settling':
    case 'paid':
    case 'held':
    case 'unpaid':
      return payment.state
    case 'releasing':
    case 'released':
      return payment.isDeclined ? 'declined' : payment.isRefusedByStation ? 'refused' : 'released'
  }
}
