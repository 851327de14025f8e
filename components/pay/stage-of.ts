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
  | 'debtor'
  | 'held'
  | 'unpaid'

/** The machine's states in the driver's terms: not whose turn it is, but what there is to do. */
export function stageOf(
  payment: Pick<DriverPayment, 'state' | 'isDeclined' | 'isDebtor' | 'isForDebt' | 'isRefusedByStation' | 'session'>,
): Stage {
  switch (payment.state) {
    case 'created':
      return 'paying'
    case 'declined':
      // The same page takes another card: a new beginning is as good, and plainer.
      return 'declined'
    case 'authorised':
    case 'starting':
      return payment.isForDebt ? 'settling' : 'starting'
    case 'charging':
      return payment.session?.endedAt ? 'settling' : 'charging'
    case 'settling':
    case 'paid':
    case 'held':
    case 'unpaid':
      return payment.state
    case 'releasing':
    case 'released':
      if (payment.isDebtor) return 'debtor'
      return payment.isDeclined ? 'declined' : payment.isRefusedByStation ? 'refused' : 'released'
  }
}
